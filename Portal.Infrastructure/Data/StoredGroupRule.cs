using Portal.Domain.Accounts;

namespace Portal.Infrastructure.Data;

/// <summary>What the members of an identity provider's group may do, as a network admin has said in the portal.</summary>
public sealed class StoredGroupRule
{
    public required Guid Id { get; init; }

    /// <summary>Whose group it is, by the provider's short name.</summary>
    public required string Provider { get; init; }

    /// <summary>As the provider writes it into its tokens.</summary>
    public required string Group { get; init; }

    /// <summary>None for roles in the whole portal.</summary>
    public Guid? TeamId { get; init; }

    public TeamRole[] TeamRoles { get; init; } = [];

    public PortalRole[] PortalRoles { get; init; } = [];

    public required string MadeByIssuer { get; init; }

    public required string MadeBySubject { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}
