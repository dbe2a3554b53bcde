using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Portal.Sandbox.Calls;
using Portal.Sandbox.DataDirectories;

namespace Portal.Sandbox.Control;

/// <summary>Changes delays, switches and throttling while the sandbox runs; a change stays, over restarts too, until it is taken back.</summary>
internal sealed class SettingsControl(Engine engine, DataDirectory data)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.Map("/settings", HttpMethods.Get, context => context.AnswerAsync(Settings));
        routes.Map("/settings", HttpMethods.Put, context => PutAsync(context, Settings, (_, settings) => settings));
        routes.Map("/settings", HttpMethods.Delete, ResetAsync);
        routes.Map("/delays", HttpMethods.Get, context => context.AnswerAsync(Settings.Delays));
        routes.Map("/delays", HttpMethods.Put, context => PutAsync(context, Settings.Delays, (settings, delays) => settings with { Delays = delays }));
        routes.Map("/switches", HttpMethods.Get, context => context.AnswerAsync(Settings.Switches));
        routes.Map(
            "/switches", HttpMethods.Put, context => PutAsync(context, Settings.Switches, (settings, switches) => settings with { Switches = switches }));
        routes.Map("/throttling", HttpMethods.Get, context => context.AnswerAsync(Settings.Throttling));
        routes.Map(
            "/throttling", HttpMethods.Put,
            context => PutAsync(context, Settings.Throttling, (settings, throttling) => settings with { Throttling = throttling }));
    }

    private SandboxSettings Settings => engine.Read((_, _) => engine.Settings);

    private async Task PutAsync<T>(HttpContext context, T present, Func<SandboxSettings, T, SandboxSettings> put) where T : class
    {
        if (await context.MergeAsync(present) is not { } part)
        {
            return;
        }

        if (put(Settings, part).Problems() is { Count: > 0 } problems)
        {
            await context.RefuseAsync(problems);
            return;
        }

        await data.Journal.FlushAsync(engine.Change((store, _) => store.Settings.Put(new(put(engine.Settings, part)))));
        await context.AnswerAsync(part);
    }

    private async Task ResetAsync(HttpContext context)
    {
        await data.Journal.FlushAsync(engine.Change((store, _) =>
        {
            if (store.Settings.Find(KeptSettings.Only) is not null)
            {
                store.Settings.Delete(KeptSettings.Only);
            }
        }));
        context.Done();
    }
}
