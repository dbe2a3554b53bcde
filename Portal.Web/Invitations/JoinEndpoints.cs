using Microsoft.AspNetCore.Mvc;
using Portal.Infrastructure.Security;
using Portal.Web.Demo;
using Portal.Web.Routing;
using Portal.Web.Security;
using Portal.Web.SignIn;

namespace Portal.Web.Invitations;

/// <summary>Takes people into a team by the link of an invitation. To look at the link uses nothing up: programs that look at links do, too.</summary>
internal static class JoinEndpoints
{
    public static void MapJoining(this IEndpointRouteBuilder routes, bool isDemo)
    {
        var links = routes.MapGroup($"{PortalUrls.Join}/{{secret}}").WithMetadata(new OpenedByLinkAttribute());
        links.MapPost("", JoinAsync);
        links.MapGet("/at/{key}", SignInAsync);
        if (isDemo)
        {
            links.MapPost("/persona", JoinAsPersonaAsync);
        }
    }

    /// <summary>Whoever is signed in in this browser.</summary>
    private static async Task<IResult> JoinAsync(
        string secret, [FromForm] JoinForm form, Identities identities, InvitationQueries invitations, InvitationCommands commands, HttpContext context)
    {
        try
        {
            var invitation = await invitations.OpenAsync(secret, context.RequestAborted);
            if (await identities.ActorAsync(context.User, context.RequestAborted) is not { } actor)
            {
                return Results.LocalRedirect(PortalUrls.JoinBy(secret));
            }

            await commands.UseAsync(actor, invitation.Id, context.RequestAborted);
            return Results.LocalRedirect(PortalUrls.Team(invitation.Team.Id));
        }
        catch (InvitationRefusedException)
        {
            return SayWhy(secret);
        }
    }

    /// <summary>Leads to a provider; the person comes back from there into the team.</summary>
    private static async Task<IResult> SignInAsync(string secret, string key, InvitationQueries invitations, HttpContext context)
    {
        try
        {
            var invitation = await invitations.OpenAsync(secret, context.RequestAborted);
            return await ProviderSignIn.LeadAsync(context, key, PortalUrls.Team(invitation.Team.Id), invitation.Id);
        }
        catch (InvitationRefusedException)
        {
            return SayWhy(secret);
        }
    }

    private static async Task<IResult> JoinAsPersonaAsync(
        string secret, [FromForm] string subject, Identities identities, InvitationQueries invitations, InvitationCommands commands, HttpContext context)
    {
        try
        {
            var invitation = await invitations.OpenAsync(secret, context.RequestAborted);
            if (await identities.OfPersonAsync(Persona.Issuer, subject, context.RequestAborted) is not { } actor)
            {
                return await PersonaSignIn.RefuseAsync(context, subject);
            }

            await commands.UseAsync(actor, invitation.Id, context.RequestAborted);
            return await PersonaSignIn.BeginAsync(context, actor, PortalUrls.Team(invitation.Team.Id));
        }
        catch (InvitationRefusedException)
        {
            return SayWhy(secret);
        }
    }

    /// <summary>The page itself says it, and writes it down.</summary>
    private static IResult SayWhy(string secret) => Results.LocalRedirect(PortalUrls.JoinBy(Uri.EscapeDataString(secret)));

    /// <summary>A form binding is what makes the framework ask for the antiforgery token.</summary>
    private sealed record JoinForm(string? From);
}
