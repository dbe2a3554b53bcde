using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Portal.Sandbox.Calls;
using Portal.Sandbox.DataDirectories;
using Portal.Sandbox.Holds;

namespace Portal.Sandbox.Control;

/// <summary>Everything that AWS has no API for. Documented in README.md.</summary>
internal sealed class ControlApi(Engine engine, HoldBoard holds, DataDirectory data)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.Map("/health", HttpMethods.Get, context => context.AnswerAsync(new { status = "healthy" }));
        new HoldControl(holds).Map(routes);
        new LedgerControl(data.Ledger).Map(routes);
        new FaultControl(engine, data).Map(routes);
        new SettingsControl(engine, data).Map(routes);
        new ClockControl(engine, data).Map(routes);
        new SnapshotControl(engine, data).Map(routes);
        new WorldControl(engine, data).Map(routes);
        new DnsControl(engine, data).Map(routes);
        new IdentityControl(engine, data).Map(routes);
        new QuotaControl(engine, data).Map(routes);
    }
}
