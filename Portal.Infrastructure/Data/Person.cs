using Portal.Domain.Accounts;

namespace Portal.Infrastructure.Data;

/// <summary>Somebody who has signed in; the only place where a name is kept.</summary>
public sealed class Person
{
    public required string Issuer { get; init; }

    public required string Subject { get; init; }

    public required string Name { get; set; }

    /// <summary>Given to them in the portal.</summary>
    public PortalRole[] PortalRoles { get; set; } = [];

    /// <summary>What they have by their groups at the identity provider, as of their last sign-in.</summary>
    public PortalRole[] GroupRoles { get; set; } = [];

    public DateTimeOffset CreatedAt { get; init; }
}
