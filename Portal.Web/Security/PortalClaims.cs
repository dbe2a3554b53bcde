using System.Security.Claims;
using Portal.Domain.Accounts;
using Portal.Infrastructure.Security;

namespace Portal.Web.Security;

/// <summary>Who is signed in, in claims: in a browser a session, over the API a person; never roles, which are read anew each time.</summary>
internal static class PortalClaims
{
    private const string SessionId = "portal:session";
    private const string Issuer = "portal:issuer";
    private const string Subject = "portal:subject";

    public static ClaimsPrincipal OfSession(Actor actor, Guid session, string scheme) => Principal(actor, scheme, new Claim(SessionId, session.ToString()));

    public static ClaimsPrincipal OfToken(Actor actor, string scheme) =>
        Principal(actor, scheme, new Claim(Issuer, actor.Issuer), new Claim(Subject, actor.Subject));

    public static Guid? Session(ClaimsPrincipal principal) => Guid.TryParse(principal.FindFirstValue(SessionId), out var id) ? id : null;

    /// <returns>The person with their present roles; none when the session is over, or the portal does not know them any more.</returns>
    public static async Task<Actor?> ActorAsync(this Identities identities, ClaimsPrincipal principal, CancellationToken cancellationToken) =>
        Session(principal) is { } session ? await identities.OfSessionAsync(session, cancellationToken)
        : principal.FindFirstValue(Issuer) is { } issuer
            && principal.FindFirstValue(Subject) is { } subject ? await identities.OfPersonAsync(issuer, subject, cancellationToken)
        : null;

    private static ClaimsPrincipal Principal(Actor actor, string scheme, params Claim[] claims) =>
        new(new ClaimsIdentity([.. claims, new Claim(ClaimTypes.Name, actor.Name)], scheme));
}
