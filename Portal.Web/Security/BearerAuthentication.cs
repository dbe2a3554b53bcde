using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Portal.Infrastructure.Security;

namespace Portal.Web.Security;

/// <summary>Signs callers of the API in by their token.</summary>
internal sealed class BearerAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, Identities identities, RefusalLog refusals)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "Bearer";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
        {
            return AuthenticateResult.NoResult();
        }

        if (await identities.OfTokenAsync(header["Bearer ".Length..].Trim(), Context.RequestAborted) is not { } holder)
        {
            return AuthenticateResult.Fail("This token is unknown, has expired, or was revoked.");
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
        Response.Headers.WWWAuthenticate = "Bearer";
        await TypedResults.Problem(
            statusCode: StatusCodes.Status401Unauthorized, title: "Sign in first",
            detail: "Send \"Authorization: Bearer TOKEN\" with a token of yours that is still valid.").ExecuteAsync(Context);
    }
}
