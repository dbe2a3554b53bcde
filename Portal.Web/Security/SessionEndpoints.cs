using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Mvc;
using Portal.Domain.Accounts;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Security;
using Portal.Web.Routing;

namespace Portal.Web.Security;

/// <summary>Begins and ends sessions in the browser.</summary>
internal static class SessionEndpoints
{
    public static void MapSessions(this IEndpointRouteBuilder routes) => routes.MapPost(PortalUrls.SignOut, async (
        [FromForm] SignOutForm form, Identities identities, Sessions sessions, HttpContext context) =>
        {
            await EndAsync(context, context.User, identities, sessions);
            await context.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
            return Results.Redirect(PortalUrls.SignIn);
        });

    /// <summary>A page that somebody asks for is use of their session, and needs one that is open.</summary>
    /// <remarks>Its files, and a circuit that connects again by itself, are no use of it and cost no look at the database.</remarks>
    public static async Task CheckAsync(CookieValidatePrincipalContext context)
    {
        if (!IsUse(context.Request) || context.Principal is not { } user || PortalClaims.Session(user) is not { } session)
        {
            return;
        }

        var (services, cancellationToken) = (context.HttpContext.RequestServices, context.HttpContext.RequestAborted);
        try
        {
            if (await services.GetRequiredService<Identities>().OfSessionAsync(session, cancellationToken) is null)
            {
                context.RejectPrincipal();
                return;
            }

            await services.GetRequiredService<Sessions>().UseAsync(session, cancellationToken);
        }
        catch (Exception failed) when (DatabaseFaults.Of(failed) != DatabaseFault.None)
        {
            // The page that is asked for says what is wrong.
        }
    }

    /// <summary>Whoever asks for a page is led to where they can sign in; a page that fetches the API's document is told.</summary>
    public static Task AskAsync(RedirectContext<CookieAuthenticationOptions> context)
    {
        if (IsDocument(context.Request))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        }
        else
        {
            context.Response.Redirect(context.RedirectUri);
        }

        return Task.CompletedTask;
    }

    /// <summary>Whether somebody asks for a page, or for what they read beside one.</summary>
    private static bool IsUse(HttpRequest request) => request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase)
        || request.Path.StartsWithSegments(PortalUrls.ApiReference) || IsDocument(request);

    private static bool IsDocument(HttpRequest request) => request.Path.StartsWithSegments(PortalUrls.ApiDocuments);

    /// <summary>Begins a session in place of the one that the browser may have.</summary>
    /// <returns>What the browser's cookie holds.</returns>
    public static async Task<ClaimsPrincipal> BeginAsync(HttpContext context, Actor actor)
    {
        var sessions = context.RequestServices.GetRequiredService<Sessions>();
        // At a provider's answer nobody has asked yet who the browser's cookie is.
        var known = await context.AuthenticateAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        await EndAsync(context, known.Principal ?? context.User, context.RequestServices.GetRequiredService<Identities>(), sessions);
        var session = await sessions.BeginAsync(actor, context.RequestAborted);
        return PortalClaims.OfSession(actor, session, CookieAuthenticationDefaults.AuthenticationScheme);
    }

    /// <summary>Ends the session that the browser has, if it has one: as somebody else it must not go on in another window.</summary>
    private static async Task EndAsync(HttpContext context, ClaimsPrincipal user, Identities identities, Sessions sessions)
    {
        if (PortalClaims.Session(user) is { } session && await identities.ActorAsync(user, context.RequestAborted) is { } actor)
        {
            await sessions.EndAsync(actor, session, context.RequestAborted);
        }
    }

    /// <summary>A form binding is what makes the framework ask for the antiforgery token.</summary>
    private sealed record SignOutForm(string? From);
}
