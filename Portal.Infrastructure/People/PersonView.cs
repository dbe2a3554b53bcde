using Portal.Domain.Accounts;
using Portal.Infrastructure.Provisioning;

namespace Portal.Infrastructure.People;

/// <summary>A person as network admins, auditors and they themselves read them.</summary>
/// <param name="Name">As their identity provider calls them; who they are is issuer and subject.</param>
public sealed record PersonView(
    Guid Id, string Issuer, string Subject, string Name, DateTimeOffset CreatedAt, DateTimeOffset? BlockedAt, string? BlockedReason, int Version,
    HeldRoles<PortalRole> PortalRoles, IReadOnlyList<PersonTeamView> Teams);

/// <summary>A team that somebody is in.</summary>
public sealed record PersonTeamView(TeamView Team, HeldRoles<TeamRole> Roles);
