using Portal.Domain.Accounts;

namespace Portal.Infrastructure.Security;

/// <summary>A token as its owner sees it: never the token itself.</summary>
/// <param name="Team">None for everything of the person's.</param>
/// <param name="Scopes">None for everything that the person may do.</param>
public sealed record TokenView(
    Guid Id, string Name, IReadOnlyList<TokenScope>? Scopes, string? Team, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt, DateTimeOffset? LastUsedAt,
    DateTimeOffset? RevokedAt)
{
    public bool IsValid(DateTimeOffset now) => RevokedAt is null && !(ExpiresAt <= now);
}
