using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Mvc;
using Portal.Infrastructure.Security;
using Portal.Web.Demo;
using Portal.Web.Routing;

namespace Portal.Web.Security;

/// <summary>Begins and ends sessions in the browser.</summary>
internal static class SessionEndpoints
{
    /// <summary>Lets anybody be one of the demo's people; mapped in the sandbox alone.</summary>
    public static void MapPersonas(this IEndpointRouteBuilder routes) => routes.MapPost(PortalUrls.SignInAsPersona, async (
        [FromForm] string subject, [FromForm] string? returnUrl, Identities identities, Sessions sessions, HttpContext context) =>
        {
            if (await identities.OfPersonAsync(Persona.Issuer, subject, context.RequestAborted) is not { } actor)
            {
                return Results.Redirect(PortalUrls.SignIn);
            }

            await EndAsync(context, identities, sessions);
            var session = await sessions.BeginAsync(actor, context.RequestAborted);
            await context.SignInAsync(
                CookieAuthenticationDefaults.AuthenticationScheme, PortalClaims.OfSession(actor, session, CookieAuthenticationDefaults.AuthenticationScheme));
            return Results.LocalRedirect(PortalUrls.IsLocal(returnUrl) ? returnUrl! : PortalUrls.Home);
        });

    public static void MapSessions(this IEndpointRouteBuilder routes) => routes.MapPost(PortalUrls.SignOut, async (
        [FromForm] SignOutForm form, Identities identities, Sessions sessions, HttpContext context) =>
        {
            await EndAsync(context, identities, sessions);
            await context.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
            return Results.Redirect(PortalUrls.SignIn);
        });

    /// <summary>Ends the session that the browser has, if it has one: as somebody else it must not go on in another window.</summary>
    private static async Task EndAsync(HttpContext context, Identities identities, Sessions sessions)
    {
        if (PortalClaims.Session(context.User) is { } session && await identities.ActorAsync(context.User, context.RequestAborted) is { } actor)
        {
            await sessions.EndAsync(actor, session, context.RequestAborted);
        }
    }

    /// <summary>A form binding is what makes the framework ask for the antiforgery token.</summary>
    private sealed record SignOutForm(string? From);
}
