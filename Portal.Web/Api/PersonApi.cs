using Portal.Infrastructure.Data;
using Portal.Infrastructure.People;
using Portal.Infrastructure.Security;
using Portal.Web.Api.Contract;
using Portal.Web.Security;

namespace Portal.Web.Api;

/// <summary>People: what they may do, where they are signed in, their tokens, and the block.</summary>
internal static class PersonApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/people", (
            string? search, bool? blocked, string? cursor, int? limit, Caller caller, PersonQueries people, CancellationToken cancellationToken) =>
            people.ListAsync(caller.Actor, search, blocked, cursor, limit, cancellationToken))
            .Called("listPeople", "The people whom the portal knows");
        api.MapGet("/people/me", (Caller caller, PersonQueries people, CancellationToken cancellationToken) =>
            FoundAsync(caller, null, people, cancellationToken))
            .Called("getMyself", "You, as the portal knows you");
        api.MapGet("/people/{id:guid}", (Guid id, Caller caller, PersonQueries people, CancellationToken cancellationToken) =>
            FoundAsync(caller, id, people, cancellationToken))
            .Called("getPerson", "One person: who vouches for them, and what they may do");
        api.MapPatch("/people/{id:guid}", async (
            Guid id, SeenVersion seen, PortalRolesInput input, Caller caller, PersonCommands commands, PersonQueries people,
            CancellationToken cancellationToken) =>
        {
            await commands.ChangeRolesAsync(caller.Actor, id, seen.Version, input, cancellationToken);
            return await FoundAsync(caller, id, people, cancellationToken);
        }).Called("changePortalRoles", "Give a person other roles in the whole portal by hand");
        api.MapPost("/people/{id:guid}/block", async (
            Guid id, IdempotencyHeader idempotency, BlockInput input, Caller caller, PersonCommands commands, PersonQueries people,
            CancellationToken cancellationToken) =>
        {
            await commands.BlockAsync(caller.Actor, id, null, input, idempotency.Key, cancellationToken);
            return await FoundAsync(caller, id, people, cancellationToken);
        }).Called("blockPerson", "Block a person: sessions end, and tokens are revoked for good");
        api.MapDelete("/people/{id:guid}/block", async (
            Guid id, SeenVersion seen, Caller caller, PersonCommands commands, PersonQueries people,
            CancellationToken cancellationToken) =>
        {
            await commands.UnblockAsync(caller.Actor, id, seen.Version, cancellationToken);
            return await FoundAsync(caller, id, people, cancellationToken);
        }).Called("unblockPerson", "Let a blocked person in again");
        MapSessionsAndTokens(api);
    }

    public static async Task<Found<PersonView>> FoundAsync(
        Caller caller, Guid? id, PersonQueries people, CancellationToken cancellationToken)
    {
        var person = await people.GetAsync(caller.Actor, id, cancellationToken);
        return ApiEndpoints.Found(person.Version, person);
    }

    private static void MapSessionsAndTokens(IEndpointRouteBuilder api)
    {
        api.MapGet("/people/{id:guid}/sessions", async (Guid id, Caller caller, PersonQueries people, CancellationToken cancellationToken) =>
            new Page<SessionView>(await people.SessionsAsync(caller.Actor, id, cancellationToken), null))
            .Called("listSessions", "Where a person is signed in");
        api.MapDelete("/people/{id:guid}/sessions", async (Guid id, Caller caller, PersonCommands commands, CancellationToken cancellationToken) =>
        {
            await commands.EndSessionsAsync(caller.Actor, id, cancellationToken);
            return TypedResults.NoContent();
        }).Called("endSessions", "Sign a person out everywhere");
        api.MapGet("/people/{id:guid}/tokens", async (Guid id, Caller caller, PersonQueries people, CancellationToken cancellationToken) =>
            new Page<TokenView>(await people.TokensAsync(caller.Actor, id, cancellationToken), null))
            .Called("listTokens", "The API tokens that a person has made");
        api.MapDelete("/people/{id:guid}/tokens", async (Guid id, Caller caller, PersonCommands commands, CancellationToken cancellationToken) =>
        {
            await commands.RevokeTokensAsync(caller.Actor, id, null, cancellationToken);
            return TypedResults.NoContent();
        }).Called("revokeTokens", "Revoke all API tokens of a person");
        api.MapDelete("/people/{id:guid}/tokens/{tokenId:guid}", async (
            Guid id, Guid tokenId, Caller caller, PersonCommands commands, CancellationToken cancellationToken) =>
        {
            await commands.RevokeTokensAsync(caller.Actor, id, tokenId, cancellationToken);
            return TypedResults.NoContent();
        }).Called("revokeToken", "Revoke one API token of a person");
    }
}
