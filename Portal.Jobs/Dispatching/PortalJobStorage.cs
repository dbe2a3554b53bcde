using Hangfire.PostgreSql;
using Hangfire.PostgreSql.Factories;
using Npgsql;
using Portal.Infrastructure.Data;

namespace Portal.Jobs.Dispatching;

/// <summary>Hangfire's storage in the portal's database, with queues that ask little of it while nothing is in them.</summary>
internal sealed class PortalJobStorage : PostgreSqlStorage, IDisposable
{
    private readonly List<ListeningQueue> _queues = [];

    private PortalJobStorage(string connectionString, string listening, PostgreSqlStorageOptions options)
        : base(new NpgsqlConnectionFactory(connectionString, options), options)
    {
        var hangfire = new PostgreSqlJobQueueProvider(this, options);
        foreach (var name in JobQueues.All)
        {
            var queue = new ListeningQueue(this, hangfire, name, listening, options.InvisibilityTimeout);
            QueueProviders.Add(queue, [name]);
            _queues.Add(queue);
        }
    }

    /// <param name="connectionString">The portal's own database; Hangfire keeps a schema of its own in it.</param>
    /// <param name="server">The version of its server.</param>
    public static PortalJobStorage Open(string connectionString, Version? server) => new(
        // Nothing that Hangfire does stays with a session: to reset one each time costs as many transactions as it does work.
        new NpgsqlConnectionStringBuilder(SessionLimits.ForJobs(connectionString, server)) { NoResetOnClose = true }.ConnectionString,
        // A queue asks its listener often enough itself whether it is still there.
        SessionLimits.ForPortal(connectionString, server),
        new()
        {
            // What is enqueued is announced.
            EnableLongPolling = true,
            UseSlidingInvisibilityTimeout = true,
            InvisibilityTimeout = TimeSpan.FromSeconds(45),
            // Whoever brings the database to the present form does so; the portal's own role may not.
            PrepareSchemaIfNecessary = false,
            JobExpirationCheckInterval = HistoryLife.ClearedEvery,
        });

    public void Dispose() => _queues.ForEach(queue => queue.Dispose());
}
