using Portal.Infrastructure.Security;
using Portal.Web.Routing;
using Portal.Web.Api.Contract;
using Portal.Web.Security;

namespace Portal.Web.Api;

/// <summary>Invitations into teams.</summary>
internal static class InvitationApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/invitations", (
            Guid? teamId, bool? open, string? cursor, int? limit, Caller caller, InvitationQueries invitations, CancellationToken cancellationToken) =>
            invitations.ListAsync(caller.Actor, teamId, open ?? true, cursor, limit, cancellationToken))
            .Called("listInvitations", "Invitations into teams");
        api.MapPost("/invitations", async (
            IdempotencyHeader idempotency, MakeInvitationInput input, Caller caller, InvitationCommands commands, HttpContext context,
            CancellationToken cancellationToken) =>
        {
            var made = await commands.MakeAsync(caller.Actor, input, idempotency.Key, cancellationToken);
            context.Response.Headers.CacheControl = "no-store";
            // It is shown once: a repeated request is told which one it made.
            return TypedResults.Ok(new LinkBody(made.Id, made.Secret is { } secret ? Address(context.Request, PortalUrls.JoinBy(secret)) : null));
        }).Called("makeInvitation", "Invite somebody into a team by a link that is shown once");
        api.MapDelete("/invitations/{id:guid}", async (
            Guid id, SeenVersion seen, Caller caller, InvitationCommands commands, CancellationToken cancellationToken) =>
        {
            await commands.WithdrawAsync(caller.Actor, id, seen.Version, cancellationToken);
            return TypedResults.NoContent();
        }).Called("withdrawInvitation", "Take an invitation back that nobody has used");
    }

    /// <summary>As browsers reach it.</summary>
    public static string Address(HttpRequest request, string path) => $"{request.Scheme}://{request.Host}{path}";

    /// <param name="Url">The link; none when the request is repeated.</param>
    internal sealed record LinkBody(Guid Id, string? Url);
}
