using Portal.Infrastructure.Data;
using Portal.Infrastructure.People;
using Portal.Web.Security;

namespace Portal.Web.Api;

/// <summary>Rules that give roles by the groups of identity providers.</summary>
internal static class GroupRuleApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/group-rules", async (Caller caller, GroupRuleQueries rules, CancellationToken cancellationToken) =>
            new Page<GroupRuleView>(await rules.ListAsync(caller.Actor, cancellationToken), null));
        api.MapGet("/group-rules/unmapped-groups", async (Caller caller, GroupRuleQueries rules, CancellationToken cancellationToken) =>
            new Page<UnmappedGroupView>(await rules.UnmappedAsync(caller.Actor, cancellationToken), null));
        api.MapPost("/group-rules", async (
            IdempotencyHeader idempotency, GroupRuleInput input, Caller caller, GroupRuleCommands commands, GroupRuleQueries rules,
            CancellationToken cancellationToken) =>
        {
            var receipt = await commands.MakeAsync(caller.Actor, input, idempotency.Key, cancellationToken);
            return (await rules.ListAsync(caller.Actor, cancellationToken)).FirstOrDefault(rule => rule.Id == receipt.Id) is { } made
                ? Results.Ok(made)
                : throw new Domain.SubjectNotFoundException("group rule");
        });
        api.MapDelete("/group-rules/{id:guid}", async (Guid id, Caller caller, GroupRuleCommands commands, CancellationToken cancellationToken) =>
        {
            await commands.RemoveAsync(caller.Actor, id, cancellationToken);
            return Results.NoContent();
        });
    }
}
