using Portal.Domain.Accounts;
using Portal.Infrastructure.Provisioning;

namespace Portal.Infrastructure.Security;

/// <summary>An invitation as people read it: never what its link holds.</summary>
/// <param name="Guest">Whom it is meant for, as the one who made it calls them.</param>
public sealed record InvitationView(
    Guid Id, TeamView Team, IReadOnlyList<TeamRole> Roles, string Guest, string By, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt,
    DateTimeOffset? UsedAt, DateTimeOffset? WithdrawnAt, int Version)
{
    public bool IsOpen(DateTimeOffset now) => UsedAt is null && WithdrawnAt is null && ExpiresAt > now;
}
