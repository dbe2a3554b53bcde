using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Portal.Domain.Accounts;
using Portal.Infrastructure.Security;
using Portal.Web.Security.Limits;

namespace Portal.Web.Security;

/// <summary>Signs callers of the API in by their token, as often as they may ask.</summary>
internal sealed class BearerAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, Identities identities, RefusalLog refusals,
    RequestLimits limits)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "Bearer";

    // More than a token has; what is longer is none.
    private const int MostCharacters = 500;

    private static readonly object RefusedItem = new();

    private TooMany? _over;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
        {
            return AuthenticateResult.NoResult();
        }

        var token = header["Bearer ".Length..].Trim();
        var hash = RequestLimits.Hash(token);
        if ((_over = limits.BeforeLooking(hash, Context.Connection.RemoteIpAddress)) is not null)
        {
            return AuthenticateResult.Fail("There were too many requests.");
        }

        var holder = token.Length > MostCharacters ? null : await identities.OfTokenAsync(token, Context.RequestAborted);
        if ((_over = limits.AfterLooking(hash, holder)) is not null || holder is null)
        {
            return AuthenticateResult.Fail("This token is unknown, has expired, or was revoked, or there were too many requests.");
        }

        if (holder.Refusal is { } refusal)
        {
            Context.Items[RefusedItem] = refusal;
            await refusals.WriteAsync(holder.Actor, $"{Request.Method} {Request.Path}", refusal, Context.RequestAborted);
            return AuthenticateResult.Fail(refusal);
        }

        Context.Items[typeof(TokenHolder)] = holder;
        return AuthenticateResult.Success(new(PortalClaims.OfToken(holder.Actor, Scheme.Name), Scheme.Name));
    }

    /// <summary>The person may perhaps; their token may not.</summary>
    protected override async Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        var scope = ScopeRule.Of(Context).ToString().ToLowerInvariant();
        var detail = $"This token does not have the scope {scope}. Make one that has it, on the portal's page \"API tokens\".";
        if (Context.Items[typeof(TokenHolder)] is TokenHolder holder)
        {
            await refusals.WriteAsync(holder.Actor, $"{Request.Method} {Request.Path}", detail, Context.RequestAborted);
        }

        await TypedResults.Problem(statusCode: StatusCodes.Status403Forbidden, title: "Not with this token", detail: detail).ExecuteAsync(Context);
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (Context.Items[RefusedItem] is string refusal)
        {
            // The token proves who it is; signing in anew would change nothing.
            await TypedResults.Problem(statusCode: StatusCodes.Status403Forbidden, title: "No role in this portal", detail: refusal).ExecuteAsync(Context);
            return;
        }

        if ((_over ?? limits.OfStranger(Context.Connection.RemoteIpAddress)) is { } over)
        {
            // One line stands for all that an address is refused in a minute: a flood fills neither the history nor the database.
            if (over.IsOfAddress && limits.IsToldNow(Context.Connection.RemoteIpAddress))
            {
                await TellAsync(over);
            }

            await over.ToProgramAsync(Context);
            return;
        }

        Response.Headers.WWWAuthenticate = "Bearer";
        await TypedResults.Problem(
            statusCode: StatusCodes.Status401Unauthorized, title: "Sign in first",
            detail: "Send \"Authorization: Bearer TOKEN\" with a token of yours that is still valid.").ExecuteAsync(Context);
    }

    private Task TellAsync(TooMany over) => refusals.WriteAsync(
        Actor.System("api"), $"{Request.Method} {Request.Path}",
        $"{Context.Connection.RemoteIpAddress} has sent more than {over.Most} requests in a minute without a valid token.", Context.RequestAborted);
}
