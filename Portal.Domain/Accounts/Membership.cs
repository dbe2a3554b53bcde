namespace Portal.Domain.Accounts;

/// <summary>A person's place in one team.</summary>
public sealed record Membership(Guid TeamId, IReadOnlyList<TeamRole> Roles);
