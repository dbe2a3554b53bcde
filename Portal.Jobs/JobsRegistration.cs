using Hangfire;
using Hangfire.AspNetCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Portal.Infrastructure.Aws;
using Portal.Infrastructure.Data;
using Portal.Jobs.Dispatching;
using Portal.Jobs.Reconciling;
using Portal.Jobs.Schedules;

namespace Portal.Jobs;

/// <summary>Sets up the background work.</summary>
public static class JobsRegistration
{
    /// <param name="connectionString">The portal's own database; Hangfire keeps a schema of its own in it.</param>
    /// <param name="server">The version of its server.</param>
    public static IServiceCollection AddPortalJobs(this IServiceCollection services, string connectionString, JobsOptions options, Version? server = null)
    {
        // Of its own and before Hangfire's: that would take whatever host of the process was set up last.
        services.AddSingleton<JobStorage>(_ => PortalJobStorage.Open(connectionString, server));
        services.AddSingleton<JobActivator>(provider => new AspNetCoreJobActivator(provider.GetRequiredService<IServiceScopeFactory>()));
        services.AddHangfire((provider, hangfire) => hangfire
            .SetDataCompatibilityLevel(CompatibilityLevel.Version_180)
            .UseSimpleAssemblyNameTypeSerializer()
            .UseRecommendedSerializerSettings()
            // A job is a nudge: the row says what is due, and the retry class says when to look again.
            .UseFilter(new AutomaticRetryAttribute { Attempts = 0, OnAttemptsExceeded = AttemptsExceededAction.Delete })
            .UseFilter(new HistoryLife())
            .UseStorage(provider.GetRequiredService<JobStorage>()));
        return options.Enabled ? services.AddWorkers(options) : services;
    }

    /// <summary>The parts that look after aggregates, without Hangfire: tests run jobs by hand.</summary>
    public static IServiceCollection AddReconciling(this IServiceCollection services, JobsOptions options)
    {
        services.AddSingleton(WorkerName.Here());
        services.AddSingleton(new ResyncInterval(options.ResyncInterval));
        services.AddSingleton(new RepairGrace(options.RepairGrace));
        services.AddSingleton<OperationLog>();
        services.AddSingleton<LostCreations>();
        services.AddSingleton<StepSender>();
        services.AddSingleton<EndpointServiceObserver>();
        services.AddSingleton<TargetObserver>();
        services.AddSingleton<AttributeObserver>();
        services.AddSingleton<ServiceTagObserver>();
        services.AddSingleton<ServiceWitnesses>();
        services.AddSingleton<ProofWatch>();
        services.AddSingleton<EndpointObserver>();
        services.AddSingleton<RegisteredEndpointObserver>();
        services.AddSingleton<IReconciler, ConnectionReconciler>();
        services.AddSingleton<IReconciler, EndpointServiceReconciler>();
        services.AddSingleton<RunConclusion>();
        services.AddSingleton(provider => new ScopeReconciler(
            provider.GetRequiredService<IDbContextFactory<PortalDbContext>>(), provider.GetServices<IReconciler>(),
            provider.GetRequiredService<EndpointServiceGateway>(),
            provider.GetRequiredService<OperationLog>(), provider.GetRequiredService<StepSender>(), provider.GetRequiredService<RunConclusion>(),
            provider.GetRequiredService<WorkerName>(), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<ScopeReconciler>>()));
        services.AddSingleton<DetachedRuns>();
        services.AddSingleton<ReconcileJob>();
        services.AddSingleton<ScheduleLock>();
        services.AddSingleton<HousekeepingJob>();
        services.AddSingleton<ExpiryJob>();
        return services;
    }

    /// <summary>Starts what comes round by the clock; again at every start, so that a changed schedule takes hold.</summary>
    public static void SchedulePortalJobs(this IRecurringJobManager recurring)
    {
        recurring.RemoveIfExists("sweep");
        recurring.AddOrUpdate<HousekeepingJob>("housekeeping", JobQueues.Schedules, job => job.RunAsync(CancellationToken.None), "*/5 * * * *");
        // AWS writes each try down in the account's own trail: seldom enough to be no noise there.
        recurring.AddOrUpdate<AccountWatchJob>("accounts", JobQueues.Schedules, job => job.RunAsync(CancellationToken.None), Cron.Hourly(17));
        recurring.AddOrUpdate<ExpiryJob>("expiry", JobQueues.Schedules, job => job.RunAsync(CancellationToken.None), Cron.Minutely());
    }

    private static IServiceCollection AddWorkers(this IServiceCollection services, JobsOptions options)
    {
        services.AddReconciling(options);
        services.AddHostedService(provider => provider.GetRequiredService<DetachedRuns>());
        services.AddHostedService<WorkDispatcher>();
        services.AddWorkers(JobQueues.Reconciling, options.Workers);
        services.AddWorkers(JobQueues.Doubtful, Math.Max(1, options.Workers / 4));
        return services.AddWorkers(JobQueues.Schedules, 1);
    }

    private static IServiceCollection AddWorkers(this IServiceCollection services, string queue, int count) => services.AddHangfireServer(server =>
    {
        // One server of a process looks after schedules and old rows for all three, and says for all of them that jobs are still being worked on.
        server.IsLightweightServer = queue != JobQueues.Schedules;
        server.Queues = [queue];
        server.WorkerCount = count;
        server.ServerName = $"{Environment.MachineName}:{queue}";
        server.ShutdownTimeout = TimeSpan.FromSeconds(10);
        // Only what comes round by the clock waits for this; people's clicks are announced.
        server.SchedulePollingInterval = TimeSpan.FromMinutes(1);
        server.HeartbeatInterval = TimeSpan.FromMinutes(1);
    });
}
