using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Mvc;
using Portal.Domain.Accounts;
using Portal.Infrastructure.Security;
using Portal.Web.Demo;
using Portal.Web.Routing;
using Portal.Web.Security;

namespace Portal.Web.SignIn;

/// <summary>Signs people in as one of the demo's.</summary>
internal static class PersonaSignIn
{
    /// <summary>Lets anybody be one of the demo's people; mapped in the sandbox alone.</summary>
    public static void MapPersonas(this IEndpointRouteBuilder routes) => routes.MapPost(PortalUrls.SignInAsPersona, async (
        [FromForm] string subject, [FromForm] string? returnUrl, Identities identities, HttpContext context) =>
        await identities.OfPersonAsync(Persona.Issuer, subject, context.RequestAborted) is { } actor
            ? await BeginAsync(context, actor, PortalUrls.IsLocal(returnUrl) ? returnUrl! : PortalUrls.Home)
            : await RefuseAsync(context, subject));

    /// <summary>From here on the browser is that person's.</summary>
    public static async Task<IResult> BeginAsync(HttpContext context, Actor actor, string address)
    {
        await context.SignInAsync(CookieAuthenticationDefaults.AuthenticationScheme, await SessionEndpoints.BeginAsync(context, actor));
        return Results.LocalRedirect(address);
    }

    /// <summary>Says why nobody was signed in.</summary>
    public static async Task<IResult> RefuseAsync(HttpContext context, string subject)
    {
        var services = context.RequestServices;
        return await services.GetRequiredService<Identities>().IsBlockedAsync(new(Persona.Issuer, subject), context.RequestAborted)
            ? Results.LocalRedirect(new SignInProblem(
                SignInProblemKind.Blocked, "The demo", Persona.Issuer, subject, subject).ToAddress(services.GetRequiredService<IDataProtectionProvider>()))
            : Results.LocalRedirect(PortalUrls.SignIn);
    }
}
