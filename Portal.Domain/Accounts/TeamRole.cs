namespace Portal.Domain.Accounts;

/// <summary>What a person may do for a team.</summary>
public enum TeamRole
{
    /// <summary>Publishes services and decides on requests for them.</summary>
    Provider,

    /// <summary>Requests connections from the team's accounts.</summary>
    Consumer,

    /// <summary>Written by a newer version of the portal; never stored by this one.</summary>
    Unknown = -1,
}
