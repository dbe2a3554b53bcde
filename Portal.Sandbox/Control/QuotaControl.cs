using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Portal.Sandbox.Calls;
using Portal.Sandbox.DataDirectories;
using Portal.Sandbox.Resources;

namespace Portal.Sandbox.Control;

/// <summary>What AWS does when an account asks for more: raises its quotas.</summary>
internal sealed class QuotaControl(Engine engine, DataDirectory data)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.Map("/accounts/{id}/quotas", HttpMethods.Get, ShowAsync);
        routes.Map("/accounts/{id}/quotas", HttpMethods.Put, PutAsync);
    }

    private Task ShowAsync(HttpContext context) =>
        Find(context) is { } account ? context.AnswerAsync(account.Quotas) : context.NotFoundAsync($"There is no account {context.Route("id")}.");

    private async Task PutAsync(HttpContext context)
    {
        if (Find(context) is not { } account)
        {
            await ShowAsync(context);
            return;
        }

        if (await context.MergeAsync(account.Quotas) is not { } quotas)
        {
            return;
        }

        if (quotas.Problems() is { Count: > 0 } problems)
        {
            await context.RefuseAsync(problems);
            return;
        }

        await data.Journal.FlushAsync(engine.Change((store, _) => store.Accounts.Put(store.Accounts.Find(account.Id)! with { Quotas = quotas })));
        await ShowAsync(context);
    }

    private Account? Find(HttpContext context) => engine.Read((store, _) => store.Accounts.Find(context.Route("id")));
}
