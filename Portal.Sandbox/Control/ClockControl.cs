using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Portal.Sandbox.Calls;
using Portal.Sandbox.DataDirectories;
using Portal.Sandbox.Storage;

namespace Portal.Sandbox.Control;

/// <summary>Moves the world's time on, stops it and lets it run. Signatures and sessions go by the machine's time all the while.</summary>
internal sealed class ClockControl(Engine engine, DataDirectory data)
{
    private static readonly TimeSpan Farthest = TimeSpan.FromDays(366);

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.Map("/clock", HttpMethods.Get, ShowAsync);
        routes.Map("/clock", HttpMethods.Put, PutAsync);
    }

    private Task ShowAsync(HttpContext context) =>
        context.AnswerAsync(engine.Read((store, now) => new { now, frozen = store.Clock.Find(WorldTime.Only)?.FrozenAt is not null }));

    private async Task PutAsync(HttpContext context)
    {
        if (await context.ReadAsync<Wish>() is not { } wish)
        {
            return;
        }

        if (wish.Advance < TimeSpan.Zero || wish.Advance > Farthest || wish is { Advance: null, Frozen: null })
        {
            await context.RefuseAsync($"advance: how far to move on, from 00:00:00 to {Farthest}; frozen: true or false; at least one of them");
            return;
        }

        await data.Journal.FlushAsync(engine.Change((time, machine) =>
        {
            time = wish.Frozen switch
            {
                true when time.FrozenAt is null => time.Frozen(machine),
                false when time.FrozenAt is not null => time.Running(machine),
                _ => time,
            };
            return wish.Advance is { } advance ? time.MovedBy(advance) : time;
        }));
        await ShowAsync(context);
    }

    private sealed record Wish(TimeSpan? Advance, bool? Frozen);
}
