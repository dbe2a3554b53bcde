using Portal.Domain.Accounts;

namespace Portal.Infrastructure.People;

/// <summary>Somebody in a team.</summary>
/// <param name="Version">The person's: it rises with every change of what they may do.</param>
public sealed record MemberView(
    Guid PersonId, string Name, string Issuer, string Subject, HeldRoles<TeamRole> Roles, bool IsBlocked, DateTimeOffset KnownSince, int Version);
