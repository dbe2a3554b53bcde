using Portal.Infrastructure.Accounts;
using Portal.Web.Api.Contract;
using Portal.Web.Security;

namespace Portal.Web.Api;

/// <summary>The tags that everything in an account, or of a team, has to carry.</summary>
internal static class MandatoryTagApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPut("/accounts/{accountId}/tags/{key}", async (
            string accountId, string key, MandatoryTagInput input, Caller caller, MandatoryTagCommands commands, CancellationToken cancellationToken) =>
        {
            await commands.RequireInAccountAsync(caller.Actor, accountId, KeyOf(key), input, cancellationToken);
            return TypedResults.NoContent();
        }).Called("requireAccountTag", "Ask for a tag on everything that is made in an account");
        api.MapDelete("/accounts/{accountId}/tags/{key}", async (
            string accountId, string key, Caller caller, AccountCommands commands, CancellationToken cancellationToken) =>
        {
            await commands.ForgetTagAsync(caller.Actor, accountId, KeyOf(key), cancellationToken);
            return TypedResults.NoContent();
        }).Called("forgetAskedTag", "Ask for a tag no more in an account");
        api.MapPut("/teams/{id:guid}/tags/{key}", async (
            Guid id, string key, MandatoryTagInput input, Caller caller, MandatoryTagCommands commands, CancellationToken cancellationToken) =>
        {
            await commands.RequireOfTeamAsync(caller.Actor, id, KeyOf(key), input, cancellationToken);
            return TypedResults.NoContent();
        }).Called("requireTeamTag", "Ask for a tag on everything that is made for a team");
        api.MapDelete("/teams/{id:guid}/tags/{key}", async (
            Guid id, string key, Caller caller, MandatoryTagCommands commands, CancellationToken cancellationToken) =>
        {
            await commands.ForgetOfTeamAsync(caller.Actor, id, KeyOf(key), cancellationToken);
            return TypedResults.NoContent();
        }).Called("forgetTeamTag", "Ask for a tag no more of a team");
    }

    // A slash within a key comes as it was sent; no key has a percent sign of its own.
    private static string KeyOf(string key) => key.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
}
