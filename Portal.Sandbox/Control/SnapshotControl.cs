using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Portal.Sandbox.Calls;
using Portal.Sandbox.DataDirectories;
using Portal.Sandbox.Storage;

namespace Portal.Sandbox.Control;

/// <summary>Keeps the world as it is under an id, and brings it back.</summary>
internal sealed class SnapshotControl(Engine engine, DataDirectory data)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.Map("/snapshots", HttpMethods.Get, context => context.AnswerAsync(data.Snapshots.All()));
        routes.Map("/snapshots", HttpMethods.Post, TakeAsync);
        routes.Map("/snapshots/{id}", HttpMethods.Delete, DeleteAsync);
        routes.Map("/snapshots/{id}/restore", HttpMethods.Post, RestoreAsync);
    }

    private Task TakeAsync(HttpContext context)
    {
        var (rows, now) = engine.Read(
            (store, now) => (store.Tables.SelectMany(table => table.Rows.Select(row => new Change(table, row.Id, null, row))).ToList(), now));
        return context.AnswerAsync(data.Snapshots.Take(rows, now), StatusCodes.Status201Created);
    }

    private Task DeleteAsync(HttpContext context)
    {
        if (!data.Snapshots.Delete(context.Route("id")))
        {
            return context.NotFoundAsync($"There is no snapshot {context.Route("id")}.");
        }

        context.Done();
        return Task.CompletedTask;
    }

    private async Task RestoreAsync(HttpContext context)
    {
        if (data.Snapshots.Find(context.Route("id")) is not { } snapshot)
        {
            await context.NotFoundAsync($"There is no snapshot {context.Route("id")}.");
            return;
        }

        await data.Journal.FlushAsync(engine.Replace(data.Snapshots.Rows(snapshot), snapshot.WorldTime));
        context.Done();
    }
}
