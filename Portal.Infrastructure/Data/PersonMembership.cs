using Portal.Domain.Accounts;

namespace Portal.Infrastructure.Data;

/// <summary>What a person may do for a team.</summary>
public sealed class PersonMembership
{
    public required string Issuer { get; init; }

    public required string Subject { get; init; }

    public required Guid TeamId { get; init; }

    /// <summary>Given to them in the portal.</summary>
    public TeamRole[] Roles { get; set; } = [];

    /// <summary>What they have by their groups at the identity provider, as of their last sign-in.</summary>
    public TeamRole[] GroupRoles { get; set; } = [];
}
