using Portal.Domain.Accounts;

namespace Portal.Infrastructure.Data;

/// <summary>What a person may do for a team.</summary>
public sealed class PersonMembership
{
    public required string Issuer { get; init; }

    public required string Subject { get; init; }

    public required Guid TeamId { get; init; }

    public TeamRole[] Roles { get; set; } = [];
}
