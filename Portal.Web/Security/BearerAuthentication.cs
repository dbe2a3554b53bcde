using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Portal.Infrastructure.Security;

namespace Portal.Web.Security;

/// <summary>Signs callers of the API in by their token.</summary>
internal sealed class BearerAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, Identities identities)
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

        return await identities.OfTokenAsync(header["Bearer ".Length..].Trim(), Context.RequestAborted) is { } actor
            ? AuthenticateResult.Success(new(PortalClaims.OfToken(actor, Scheme.Name), Scheme.Name))
            : AuthenticateResult.Fail("This token is unknown, or has expired.");
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer";
        await TypedResults.Problem(
            statusCode: StatusCodes.Status401Unauthorized, title: "Sign in first",
            detail: "Send \"Authorization: Bearer TOKEN\" with a token of yours that is still valid.").ExecuteAsync(Context);
    }
}
