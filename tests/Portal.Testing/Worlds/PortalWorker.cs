using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using Portal.Domain.Audit;
using Portal.Domain.Provisioning;
using Portal.Infrastructure;
using Portal.Infrastructure.Aws;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Dns;
using Portal.Jobs;
using Portal.Jobs.Reconciling;

namespace Portal.Testing.Worlds;

/// <summary>One process of the portal without a host: its services, its clock and its own connections to database and AWS.</summary>
public sealed class PortalWorker : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    internal PortalWorker(
        string name, string connectionString, InstallationId installation, FakeTimeProvider clock, Action<AwsOptions> aws, Action<DnsOptions> dns)
    {
        Clock = clock;
        // A name of its own makes a pool of its own: its sessions can be told from the others' and cut.
        ConnectionString = SessionLimits.ForPortal(new NpgsqlConnectionStringBuilder(connectionString) { ApplicationName = name }.ConnectionString);
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<TimeProvider>(clock);
        services.Configure(aws);
        services.Configure(dns);
        services.AddPortalInfrastructure(ConnectionString, installation);
        services.AddReconciling(new JobsOptions());
        _services = services.BuildServiceProvider(validateScopes: true);
    }

    /// <summary>Leases are measured and renewed, and calls time out, by this clock.</summary>
    public FakeTimeProvider Clock { get; }

    public string ConnectionString { get; }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Works on a scope until nothing is due in it; what was to be looked for in public DNS has been looked for.</summary>
    public async Task RunAsync(AwsScope scope, CancellationToken cancellationToken)
    {
        await Get<ScopeReconciler>().RunAsync(scope.AccountId, scope.Region, cancellationToken);
        await Get<ProofWatch>().IdleAsync();
    }

    /// <summary>Works on the scope in which the aggregate's work is taken.</summary>
    public async Task RunAsync(SubjectKind kind, Guid id, CancellationToken cancellationToken)
    {
        await using var context = PortalDatabase.Open(ConnectionString);
        var work = await context.Work.AsNoTracking().SingleAsync(work => work.Kind == kind && work.Id == id, cancellationToken);
        await RunAsync(new AwsScope(work.AccountId, work.Region), cancellationToken);
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
