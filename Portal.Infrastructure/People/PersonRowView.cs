using Portal.Domain.Accounts;

namespace Portal.Infrastructure.People;

/// <summary>A person in a list.</summary>
/// <param name="Teams">The names of their teams.</param>
public sealed record PersonRowView(
    Guid Id, string Issuer, string Subject, string Name, DateTimeOffset CreatedAt, DateTimeOffset? BlockedAt, IReadOnlyList<PortalRole> PortalRoles,
    IReadOnlyList<string> Teams);
