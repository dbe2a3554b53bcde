using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Accounts;
using Portal.Domain.Audit;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Security;
using Portal.Web.Demo;
using Portal.Web.Shared;

namespace Portal.Web.Security;

/// <summary>Begins and ends sessions in the browser.</summary>
internal static class SessionEndpoints
{
    /// <summary>Lets anybody be one of the demo's people; mapped in the sandbox alone.</summary>
    public static void MapPersonas(this IEndpointRouteBuilder routes) => routes.MapPost(PortalUrls.SignInAsPersona, async (
        [FromForm] string subject, [FromForm] string? returnUrl, Identities identities, IDbContextFactory<PortalDbContext> contexts, TimeProvider clock, HttpContext context) =>
        {
            if (await identities.OfPersonAsync(Persona.Issuer, subject, context.RequestAborted) is not { } actor)
            {
                return Results.Redirect(PortalUrls.SignIn);
            }

            await RecordAsync(contexts, clock, actor, "session.sign-in", context.RequestAborted);
            await context.SignInAsync(CookieAuthenticationDefaults.AuthenticationScheme, PortalClaims.Principal(actor, CookieAuthenticationDefaults.AuthenticationScheme));
            return Results.LocalRedirect(PortalUrls.IsLocal(returnUrl) ? returnUrl! : PortalUrls.Home);
        });

    public static void MapSessions(this IEndpointRouteBuilder routes) => routes.MapPost(PortalUrls.SignOut, async (
        [FromForm] SignOutForm form, IDbContextFactory<PortalDbContext> contexts, TimeProvider clock, Identities identities, HttpContext context) =>
        {
            if (PortalClaims.Identity(context.User) is var (issuer, subject) && await identities.OfPersonAsync(issuer, subject, context.RequestAborted) is { } actor)
            {
                await RecordAsync(contexts, clock, actor, "session.sign-out", context.RequestAborted);
            }

            await context.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
            return Results.Redirect(PortalUrls.SignIn);
        });

    private static async Task RecordAsync(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock, Actor actor, string action, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var changes = new ChangeSet(context, actor, clock);
        changes.Tell(new Subject(SubjectKind.Session, $"{actor.Issuer}/{actor.Subject}", [.. actor.TeamIds]), new AuditFact(action, null, null, null));
        await changes.CommitAsync(cancellationToken);
    }

    /// <summary>A form binding is what makes the framework ask for the antiforgery token.</summary>
    private sealed record SignOutForm(string? From);
}
