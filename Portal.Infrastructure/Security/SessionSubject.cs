using Portal.Domain.Accounts;
using Portal.Domain.Audit;

namespace Portal.Infrastructure.Security;

/// <summary>Under what name a person's comings and goings stand in the history.</summary>
internal static class SessionSubject
{
    public static Subject Of(Actor actor) => new(SubjectKind.Session, $"{actor.Issuer}/{actor.Subject}", [.. actor.TeamIds]);
}
