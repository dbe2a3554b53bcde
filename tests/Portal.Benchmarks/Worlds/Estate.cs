using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Portal.Domain.Audit;
using Portal.Domain.Connections;
using Portal.Domain.EndpointServices;
using Portal.Infrastructure;
using Portal.Infrastructure.Aws;
using Portal.Infrastructure.Connections;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.EndpointServices;
using Portal.Infrastructure.Provisioning;
using Portal.Infrastructure.Reviews;
using Portal.Jobs;
using Portal.Jobs.Reconciling;
using Portal.Sandbox.Seeding;
using Portal.Testing;
using Portal.Testing.Worlds;

namespace Portal.Benchmarks.Worlds;

/// <summary>A portal by the machine's clock, without pages and Hangfire: a database, a simulated AWS in a process of its own, people, and the engine.</summary>
internal sealed class Estate : IAsyncDisposable
{
    private readonly PortalCluster _cluster = new();
    private readonly TemporaryFolder _folder = new();
    private ServiceProvider _services = null!;

    private Estate(SandboxSeed seed) => Seed = seed;

    public SandboxSeed Seed { get; }

    public string ConnectionString { get; private set; } = "";

    public Cast Cast { get; private set; } = null!;

    public SandboxProcess Sandbox { get; private set; } = null!;

    public static async Task<Estate> StartAsync(SandboxSeed seed)
    {
        var estate = new Estate(seed);
        await SandboxProcess.FillAsync(estate._folder["aws"], seed, _ => { });
        estate.ConnectionString = new NpgsqlConnectionStringBuilder(await estate._cluster.CreateDatabaseAsync()) { MaxPoolSize = 100 }.ConnectionString;
        await using (var context = estate.Open())
        {
            estate.Cast = await Cast.SeedAsync(context, seed, TimeProvider.System.GetUtcNow(), CancellationToken.None);
        }

        await estate.StartAwsAsync(throttled: false);
        return estate;
    }

    /// <summary>Begins anew with the same database, and with what is put into the simulated AWS meanwhile.</summary>
    public async Task RestartAsync(bool throttled, Action<Portal.Sandbox.Hosting.SandboxHost> fill)
    {
        await _services.DisposeAsync();
        await Sandbox.DisposeAsync();
        await SandboxProcess.FillAsync(_folder["aws"], Seed, fill);
        await StartAwsAsync(throttled);
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public PortalDbContext Open() => PortalDatabase.Open(ConnectionString);

    /// <summary>Priya's service, available.</summary>
    public async Task<Guid> PublishAsync()
    {
        var service = (await Get<EndpointServiceCommands>().PublishAsync(Cast.Priya, Inputs.PaymentsApi(Seed), null, CancellationToken.None)).Id;
        await UntilAsync(async context => await context.EndpointServices.AnyAsync(row => row.Id == service && row.Stage == EndpointServiceStage.Available));
        return service;
    }

    /// <summary>Chen's request from an account that is like storefront-prod; Nora and Priya have approved it, and the work is only due.</summary>
    public async Task<Guid> ApproveAsync(Guid service, string alias = ManyAccounts.Original)
    {
        var input = Inputs.Connection(Seed, service, alias, "storefront", ["storefront-app-az1", "storefront-app-az2", "storefront-app-az4"], "web");
        var id = (await Get<ConnectionCommands>().RequestAsync(Cast.Chen, input, null, CancellationToken.None)).Id;
        foreach (var by in new[] { Cast.Nora, Cast.Priya })
        {
            await using var context = Open();
            var review = await context.Reviews.AsNoTracking().SingleAsync(review => review.SubjectId == id);
            await Get<ReviewCommands>().DecideAsync(by, review.Id, new("approve", "For a measurement.", review.PlanHash), null, CancellationToken.None);
        }

        return id;
    }

    /// <summary>Does what is due until all of these connections are available.</summary>
    public Task ConnectAsync(IReadOnlyCollection<Guid> connections) => UntilAsync(async context =>
        await context.Connections.CountAsync(row => connections.Contains(row.Id) && row.Stage == ConnectionStage.Available) == connections.Count);

    /// <summary>Does what is due until nothing is for a while.</summary>
    public Task RestAsync() => UntilAsync(async context => await ScopeTable.UntilNextAsync(context, CancellationToken.None) > TimeSpan.FromMinutes(1));

    /// <summary>How many calls AWS was asked so far, the ones that only get credentials not counted.</summary>
    public async Task<int> CallsAsync() => (await Sandbox.Control.LedgerAsync(CancellationToken.None)).Count(call => call.Service != "sts");

    /// <summary>Does once what is due.</summary>
    /// <returns>In how many scopes something was.</returns>
    public async Task<int> RunDueAsync(int workers)
    {
        IReadOnlyList<DueScope> due;
        await using (var context = Open())
        {
            due = await ScopeTable.EnqueueDueAsync(context, 200, CancellationToken.None);
        }

        await Parallel.ForEachAsync(due, new ParallelOptions { MaxDegreeOfParallelism = workers }, async (scope, _) =>
            await Get<ScopeReconciler>().RunAsync(scope.AccountId, scope.Region, CancellationToken.None));
        return due.Count;
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Sandbox.DisposeAsync();
        NpgsqlConnection.ClearAllPools();
        await _cluster.DisposeAsync();
        _folder.Dispose();
    }

    private async Task UntilAsync(Func<PortalDbContext, Task<bool>> isSo)
    {
        while (true)
        {
            if (await RunDueAsync(Environment.ProcessorCount * 4) > 0)
            {
                continue;
            }

            await using var context = Open();
            if (await isSo(context))
            {
                return;
            }

            // Nothing is due yet.
            await Task.Delay(TimeSpan.FromMilliseconds(20));
        }
    }

    private async Task StartAwsAsync(bool throttled)
    {
        Sandbox = await SandboxProcess.StartAsync(_folder["aws"], throttled);
        var hub = Seed.Account("privatelink-portal");
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning));
        services.Configure<AwsOptions>(aws => (aws.ServiceUrl, aws.AccessKeyId, aws.SecretAccessKey, aws.RequestRates) =
            (Sandbox.Aws, hub.AccessKeyId, hub.SecretAccessKey, throttled ? RequestRate.Believed : []));
        await using var context = Open();
        services.AddPortalInfrastructure(ConnectionString, await InstallationId.ReadAsync(context, CancellationToken.None));
        services.AddReconciling(new JobsOptions());
        _services = services.BuildServiceProvider(validateScopes: true);
    }
}
