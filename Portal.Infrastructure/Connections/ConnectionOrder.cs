namespace Portal.Infrastructure.Connections;

/// <summary>By what connections are sorted.</summary>
public enum ConnectionOrder
{
    /// <summary>What was asked for last is first.</summary>
    Newest,

    /// <summary>What was asked for first is first.</summary>
    Oldest,

    /// <summary>What ends soonest is first; only those that end.</summary>
    EndsFirst,
}
