using Portal.Infrastructure.Accounts;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.People;
using Portal.Web.Api.Contract;
using Portal.Web.Security;

namespace Portal.Web.Api;

/// <summary>Teams, who is in them, and from whose accounts they may connect.</summary>
internal static class TeamApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/teams", (
            string? search, bool? closed, string? cursor, int? limit, Caller caller, TeamRosterQueries teams, CancellationToken cancellationToken) =>
            teams.ListAsync(caller.Actor, search, closed ?? false, cursor, limit, cancellationToken))
            .Called("listTeams", "Teams, as you may see them");
        api.MapGet("/teams/{id:guid}", (Guid id, Caller caller, TeamRosterQueries teams, CancellationToken cancellationToken) =>
            FoundAsync(caller, id, teams, cancellationToken))
            .Called("getTeam", "One team");
        api.MapPost("/teams", async (
            IdempotencyHeader idempotency, TeamInput input, Caller caller, TeamCommands commands, TeamRosterQueries teams,
            CancellationToken cancellationToken) =>
        {
            var receipt = await commands.MakeAsync(caller.Actor, input, idempotency.Key, cancellationToken);
            return await FoundAsync(caller, receipt.Id, teams, cancellationToken);
        }).Called("makeTeam", "Make a team");
        api.MapPatch("/teams/{id:guid}", async (
            Guid id, SeenVersion seen, TeamInput input, Caller caller, TeamCommands commands, TeamRosterQueries teams,
            CancellationToken cancellationToken) =>
        {
            await commands.RenameAsync(caller.Actor, id, seen.Version, input, cancellationToken);
            return await FoundAsync(caller, id, teams, cancellationToken);
        }).Called("renameTeam", "Call a team something else");
        api.MapDelete("/teams/{id:guid}", async (
            Guid id, SeenVersion seen, Caller caller, TeamCommands commands, TeamRosterQueries teams,
            CancellationToken cancellationToken) =>
        {
            await commands.CloseAsync(caller.Actor, id, seen.Version, cancellationToken);
            return await FoundAsync(caller, id, teams, cancellationToken);
        }).Called("closeTeam", "Close a team that owns nothing that lives");
        api.MapPost("/teams/{id:guid}/reopening", async (
            Guid id, Caller caller, TeamCommands commands, TeamRosterQueries teams, CancellationToken cancellationToken) =>
        {
            await commands.ReopenAsync(caller.Actor, id, null, cancellationToken);
            return await FoundAsync(caller, id, teams, cancellationToken);
        }).Called("reopenTeam", "Open a closed team again");
        MapMembers(api);
        MapGrants(api);
    }

    private static void MapMembers(IEndpointRouteBuilder api)
    {
        api.MapGet("/teams/{id:guid}/members", (
            Guid id, string? cursor, int? limit, Caller caller, TeamRosterQueries teams, CancellationToken cancellationToken) =>
            teams.MembersAsync(caller.Actor, id, cursor, limit, cancellationToken))
            .Called("listMembers", "Who is in a team, as what, and what gives it to them");
        api.MapPost("/teams/{id:guid}/members", async (
            Guid id, IdempotencyHeader idempotency, MemberInput input, Caller caller, MemberCommands commands, PersonQueries people,
            CancellationToken cancellationToken) =>
        {
            var receipt = await commands.AddAsync(caller.Actor, id, input, idempotency.Key, cancellationToken);
            return await PersonApi.FoundAsync(caller, receipt.Id, people, cancellationToken);
        }).Called("addMember", "Put somebody whom the portal knows into a team");
        api.MapPatch("/teams/{id:guid}/members/{personId:guid}", async (
            Guid id, Guid personId, SeenVersion seen, MemberInput input, Caller caller, MemberCommands commands, PersonQueries people,
            CancellationToken cancellationToken) =>
        {
            await commands.ChangeAsync(caller.Actor, id, personId, seen.Version, input, cancellationToken);
            return await PersonApi.FoundAsync(caller, personId, people, cancellationToken);
        }).Called("changeMember", "Give a member other roles by hand");
        api.MapDelete("/teams/{id:guid}/members/{personId:guid}", async (
            Guid id, Guid personId, SeenVersion seen, Caller caller, MemberCommands commands, PersonQueries people,
            CancellationToken cancellationToken) =>
        {
            await commands.RemoveAsync(caller.Actor, id, personId, seen.Version, cancellationToken);
            return await PersonApi.FoundAsync(caller, personId, people, cancellationToken);
        }).Called("removeMember", "Take from a member what was given by hand");
    }

    private static void MapGrants(IEndpointRouteBuilder api)
    {
        api.MapGet("/accounts/{accountId}/grants", async (
            string accountId, Caller caller, AccountGrantQueries grants, CancellationToken cancellationToken) =>
            new Page<AccountGrantView>(await grants.OfAccountAsync(caller.Actor, accountId, cancellationToken), null))
            .Called("listGrants", "Which other teams may connect from an account");
        api.MapPost("/accounts/{accountId}/grants", async (
            string accountId, IdempotencyHeader idempotency, AccountGrantInput input, Caller caller, AccountGrantCommands commands,
            AccountGrantQueries grants, CancellationToken cancellationToken) =>
        {
            var receipt = await commands.GiveAsync(caller.Actor, accountId, input, idempotency.Key, cancellationToken);
            return await GrantAsync(caller, accountId, receipt.Id, grants, cancellationToken);
        }).Called("giveGrant", "Let another team connect from an account");
        api.MapPatch("/accounts/{accountId}/grants/{teamId:guid}", async (
            string accountId, Guid teamId, SeenVersion seen, AccountGrantInput input, Caller caller, AccountGrantCommands commands,
            AccountGrantQueries grants, CancellationToken cancellationToken) =>
        {
            await commands.ChangeAsync(caller.Actor, accountId, teamId, seen.Version, input, cancellationToken);
            return await GrantAsync(caller, accountId, teamId, grants, cancellationToken);
        }).Called("changeGrant", "Say from which VPCs another team may connect");
        api.MapDelete("/accounts/{accountId}/grants/{teamId:guid}", async (
            string accountId, Guid teamId, SeenVersion seen, Caller caller, AccountGrantCommands commands, CancellationToken cancellationToken) =>
        {
            await commands.TakeAwayAsync(caller.Actor, accountId, teamId, seen.Version, cancellationToken);
            return TypedResults.NoContent();
        }).Called("takeGrantAway", "Let another team connect from an account no more");
    }

    private static async Task<Found<AccountGrantView>> GrantAsync(
        Caller caller, string accountId, Guid teamId, AccountGrantQueries grants, CancellationToken cancellationToken) =>
        (await grants.OfAccountAsync(caller.Actor, accountId, cancellationToken)).FirstOrDefault(grant => grant.Team.Id == teamId) is { } grant
            ? ApiEndpoints.Found(grant.Version, grant)
            : throw new Domain.SubjectNotFoundException("grant");

    private static async Task<Found<TeamDetailsView>> FoundAsync(
        Caller caller, Guid id, TeamRosterQueries teams, CancellationToken cancellationToken)
    {
        var team = await teams.GetAsync(caller.Actor, id, cancellationToken);
        return ApiEndpoints.Found(team.Version, team);
    }
}
