using Portal.Domain.Accounts;

namespace Portal.Infrastructure.Data;

/// <summary>Somebody who has signed in; the only place where a name is kept.</summary>
public sealed class Person
{
    public required string Issuer { get; init; }

    public required string Subject { get; init; }

    public PersonKey Key => new(Issuer, Subject);

    public required string Name { get; set; }

    /// <summary>Given to them in the portal.</summary>
    public PortalRole[] PortalRoles { get; set; } = [];

    /// <summary>What they have by their groups at the identity provider, as of their last sign-in.</summary>
    public PortalRole[] GroupRoles { get; set; } = [];

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>How they are named in addresses; who they are is issuer and subject.</summary>
    public Guid Id { get; init; }

    /// <summary>Since when they are let in no more; none while they are.</summary>
    public DateTimeOffset? BlockedAt { get; set; }

    public string? BlockedReason { get; set; }

    /// <summary>Rises with every change of what they may do.</summary>
    public int Version { get; set; }
}
