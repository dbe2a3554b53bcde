using Hangfire;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Portal.Infrastructure;
using Portal.Infrastructure.Data;
using Portal.Jobs;

namespace Portal.Benchmarks.Idle;

/// <summary>The portal's infrastructure and background work as its host starts them, without pages.</summary>
internal sealed class Installation(IHost host) : IAsyncDisposable
{
    public static async Task<Installation> StartAsync(string connectionString, int workers)
    {
        var server = await PortalDatabase.ServerAsync(connectionString, CancellationToken.None);
        InstallationId installation;
        await using (var context = PortalDatabase.Open(connectionString))
        {
            installation = await InstallationId.ReadAsync(context, CancellationToken.None);
        }

        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddPortalInfrastructure(connectionString, installation, server);
        builder.Services.AddPortalJobs(connectionString, new JobsOptions { Workers = workers }, server);
        var host = builder.Build();
        host.Services.GetRequiredService<IRecurringJobManager>().SchedulePortalJobs();
        await host.StartAsync();
        return new(host);
    }

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
    }
}
