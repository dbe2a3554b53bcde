namespace Portal.Domain.Accounts;

/// <summary>A group of people that owns accounts, services and connections.</summary>
public sealed class Team(Guid id, string name, DateTimeOffset createdAt)
{
    public Guid Id { get; } = id;

    public string Name { get; private set; } = name;

    public DateTimeOffset CreatedAt { get; } = createdAt;
}

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

/// <summary>What a person may do in the whole portal.</summary>
public enum PortalRole
{
    /// <summary>Decides on every request and sees operations.</summary>
    NetworkAdmin,

    /// <summary>Reads everything, changes nothing.</summary>
    Auditor,

    /// <summary>Written by a newer version of the portal; never stored by this one.</summary>
    Unknown = -1,
}
