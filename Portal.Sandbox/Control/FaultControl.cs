using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Portal.Sandbox.Calls;
using Portal.Sandbox.DataDirectories;
using Portal.Sandbox.Faults;
using Portal.Sandbox.Storage;

namespace Portal.Sandbox.Control;

/// <summary>Makes the simulated AWS misbehave by rules, and well again.</summary>
internal sealed class FaultControl(Engine engine, DataDirectory data)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.Map(
            "/faults", HttpMethods.Get, context => context.AnswerAsync(
                engine.Read((store, _) => store.Faults.All().OrderBy(rule => rule.CreatedAt).ThenBy(rule => rule.Id, StringComparer.Ordinal).ToList())));
        routes.Map("/faults", HttpMethods.Post, AddAsync);
        routes.Map("/faults", HttpMethods.Delete, context => EndAsync(context, _ => true));
        routes.Map("/faults/{id}", HttpMethods.Delete, context => EndAsync(context, rule => rule.Id == context.Route("id")));
    }

    private async Task AddAsync(HttpContext context)
    {
        if (await context.ReadAsync<FaultWish>() is not { } wish)
        {
            return;
        }

        if (FaultCheck.Problems(wish) is { Count: > 0 } problems)
        {
            await context.RefuseAsync(problems);
            return;
        }

        FaultRule? rule = null;
        await data.Journal.FlushAsync(engine.Change((store, now) =>
        {
            rule = new(AwsIds.New("fault-"), wish, now);
            store.Faults.Put(rule);
            if (wish.Effect!.Kind == FaultKind.Stuck)
            {
                StuckStates.Begin(store, rule, now);
            }
        }));
        await context.AnswerAsync(rule!, StatusCodes.Status201Created);
    }

    private async Task EndAsync(HttpContext context, Func<FaultRule, bool> which)
    {
        var ended = 0;
        await data.Journal.FlushAsync(engine.Change((store, now) =>
        {
            foreach (var rule in store.Faults.All().Where(which).ToList())
            {
                store.Faults.Delete(rule.Id);
                StuckStates.End(store, rule.Id, now);
                ended++;
            }
        }));
        if (ended == 0 && context.Request.RouteValues.ContainsKey("id"))
        {
            await context.NotFoundAsync($"There is no fault {context.Route("id")}.");
            return;
        }

        context.Done();
    }
}
