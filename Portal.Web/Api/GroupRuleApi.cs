using Portal.Infrastructure.Data;
using Portal.Infrastructure.People;
using Portal.Web.Api.Contract;
using Portal.Web.Security;

namespace Portal.Web.Api;

/// <summary>Rules that give roles by the groups of identity providers.</summary>
internal static class GroupRuleApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/group-rules", async (Caller caller, GroupRuleQueries rules, CancellationToken cancellationToken) =>
            new Page<GroupRuleView>(await rules.ListAsync(caller.Actor, cancellationToken), null))
            .Called("listGroupRules", "What the groups of identity providers give");
        api.MapGet("/group-rules/unmapped-groups", async (Caller caller, GroupRuleQueries rules, CancellationToken cancellationToken) =>
            new Page<UnmappedGroupView>(await rules.UnmappedAsync(caller.Actor, cancellationToken), null))
            .Called("listUnmappedGroups", "Groups that were seen at sign-ins and give nothing");
        api.MapPost("/group-rules", async (
            IdempotencyHeader idempotency, GroupRuleInput input, Caller caller, GroupRuleCommands commands, GroupRuleQueries rules,
            CancellationToken cancellationToken) =>
        {
            var receipt = await commands.MakeAsync(caller.Actor, input, idempotency.Key, cancellationToken);
            return (await rules.ListAsync(caller.Actor, cancellationToken)).FirstOrDefault(rule => rule.Id == receipt.Id) is { } made
                ? TypedResults.Ok(made)
                : throw new Domain.SubjectNotFoundException("group rule");
        }).Called("makeGroupRule", "Have a group give roles from the next sign-in on");
        api.MapDelete("/group-rules/{id:guid}", async (Guid id, Caller caller, GroupRuleCommands commands, CancellationToken cancellationToken) =>
        {
            await commands.RemoveAsync(caller.Actor, id, cancellationToken);
            return TypedResults.NoContent();
        }).Called("removeGroupRule", "Have a group give roles no more");
    }
}
