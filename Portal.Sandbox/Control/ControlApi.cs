using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Portal.Sandbox.Holds;
using Portal.Sandbox.Operations;
using Portal.Sandbox.Storage;

namespace Portal.Sandbox.Control;

/// <summary>What AWS has no API for: holding calls, reading the ledger, publishing DNS records. Documented in README.md.</summary>
internal sealed class ControlApi(Engine engine, HoldBoard holds, DataDirectory data)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.Map("/health", HttpMethods.Get, context => context.Response.WriteAsJsonAsync(new { status = "healthy" }, Store.Json, context.RequestAborted));
        routes.Map("/holds", HttpMethods.Get, context => context.Response.WriteAsJsonAsync(holds.All(), Store.Json, context.RequestAborted));
        routes.Map("/holds", HttpMethods.Post, AddHoldAsync);
        routes.Map("/holds/{id}", HttpMethods.Delete, ReleaseAsync);
        routes.Map("/ledger", HttpMethods.Get, WriteLedgerAsync);
        routes.Map("/dns/txt", HttpMethods.Put, PublishTxtAsync);
    }

    private async Task AddHoldAsync(HttpContext context)
    {
        if (await ReadAsync<HoldRequest>(context) is { } wish)
        {
            var problems = new List<string>();
            if (string.IsNullOrWhiteSpace(wish.Action))
            {
                problems.Add("action: name the AWS action to hold, such as CreateVpcEndpoint");
            }

            if (wish.When is null)
            {
                problems.Add("when: say before or after");
            }

            if (wish.Times < 1)
            {
                problems.Add("times: 1 or more, or leave it out");
            }

            if (problems.Count > 0)
            {
                await RefuseAsync(context, problems);
                return;
            }

            context.Response.StatusCode = StatusCodes.Status201Created;
            await context.Response.WriteAsJsonAsync(holds.Add(wish.Action!, wish.Account, wish.When!.Value, wish.Times), Store.Json, context.RequestAborted);
        }
    }

    private Task ReleaseAsync(HttpContext context)
    {
        context.Response.StatusCode = holds.Release((string)context.GetRouteValue("id")!) ? StatusCodes.Status204NoContent : StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    private async Task WriteLedgerAsync(HttpContext context)
    {
        var query = context.Request.Query;
        var since = 0L;
        if (query["since"] is [{ Length: > 0 } text] && (!long.TryParse(text, out since) || since < 0))
        {
            await RefuseAsync(context, ["since: a sequence number, 0 or more"]);
            return;
        }

        var (account, action) = ((string?)query["account"], (string?)query["action"]);
        context.Response.ContentType = "application/x-ndjson";
        foreach (var call in data.Ledger.Since(since))
        {
            if ((account is null || call.Account == account) && (action is null || call.Action == action))
            {
                await JsonSerializer.SerializeAsync(context.Response.Body, call, Store.Json, context.RequestAborted);
                await context.Response.Body.WriteAsync("\n"u8.ToArray(), context.RequestAborted);
            }
        }
    }

    private async Task PublishTxtAsync(HttpContext context)
    {
        if (await ReadAsync<TxtRecord>(context) is { } record)
        {
            if (string.IsNullOrWhiteSpace(record.Name))
            {
                await RefuseAsync(context, ["name: the full name of the TXT record"]);
                return;
            }

            var name = PublicTxt.Canonical(record.Name);
            await data.Journal.FlushAsync(engine.Change((store, _) =>
            {
                if (record.Values is { Count: > 0 } values)
                {
                    store.PublicTxts.Put(new(name, values));
                }
                else
                {
                    store.PublicTxts.Delete(name);
                }
            }));
            context.Response.StatusCode = StatusCodes.Status204NoContent;
        }
    }

    private static async Task<T?> ReadAsync<T>(HttpContext context) where T : class
    {
        try
        {
            if (await JsonSerializer.DeserializeAsync<T>(context.Request.Body, Store.Json, context.RequestAborted) is { } value)
            {
                return value;
            }
        }
        catch (JsonException failure)
        {
            await RefuseAsync(context, [$"The body is not the JSON that is expected here: {failure.Message}"]);
            return null;
        }

        await RefuseAsync(context, ["The body is empty."]);
        return null;
    }

    private static Task RefuseAsync(HttpContext context, IReadOnlyList<string> problems)
    {
        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        return context.Response.WriteAsJsonAsync(new { errors = problems }, Store.Json, context.RequestAborted);
    }

    private sealed record TxtRecord(string? Name, IReadOnlyList<string>? Values);
}
