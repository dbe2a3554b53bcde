using Hangfire;
using Hangfire.Common;
using Hangfire.Logging;
using Hangfire.Storage;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Portal.Jobs.Dispatching;
using Portal.Testing.Worlds;

namespace Portal.Jobs.Tests.Dispatching;

[Collection(HangfireStorages.Name)]
public sealed class ListeningQueueTests : Engine
{
    private const int Workers = 10;

    // Shorter than a queue's longest wait: what is taken by then was heard of.
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    private readonly PortalCluster _cluster;

    public ListeningQueueTests(PortalCluster cluster)
        : base(cluster)
    {
        _cluster = cluster;
        // Not that of a host that is no more.
        LogProvider.SetCurrentLogProvider(null);
    }

    [Fact]
    public async Task Each_job_is_taken_soon_after_it_was_enqueued_by_one_of_those_who_wait_and_only_one_session_waits_for_it()
    {
        await using var world = await StartAsync();
        using var storage = PortalJobStorage.Open(world.ConnectionString, null);
        var workers = Enumerable.Range(0, Workers).Select(_ => FetchAsync(storage, Cancel)).ToList();
        await ListeningAsync(world);

        List<string> enqueued = [], taken = [];
        for (var number = 0; number < Workers; number++)
        {
            enqueued.Add(Enqueue(storage));
            var worker = await Task.WhenAny(workers).WaitAsync(Soon, Cancel);
            workers.Remove(worker);
            taken.Add((await worker).JobId);
        }

        Assert.Equal(enqueued, taken);
        Assert.Equal(1, await ListeningAsync(world));
    }

    [Fact]
    public async Task What_is_enqueued_while_nobody_listens_is_found_by_who_comes_next()
    {
        await using var world = await StartAsync();
        using var storage = PortalJobStorage.Open(world.ConnectionString, null);
        var waiting = FetchAsync(storage, Cancel);
        await ListeningAsync(world);
        await _cluster.CutConnectionsAsync(world.ConnectionString);
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => waiting.WaitAsync(Soon, Cancel));
        // Another name makes other pools, in which no session was cut.
        using var next = PortalJobStorage.Open(new NpgsqlConnectionStringBuilder(world.ConnectionString) { ApplicationName = "next" }.ConnectionString, null);

        var job = Enqueue(next);

        Assert.Equal(job, (await FetchAsync(next, Cancel).WaitAsync(Soon, Cancel)).JobId);
    }

    [Fact]
    public async Task Who_waits_stops_with_the_host_and_a_queue_takes_nothing_of_another()
    {
        await using var world = await StartAsync();
        using var storage = PortalJobStorage.Open(world.ConnectionString, null);
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var workers = Enumerable.Range(0, 3).Select(_ => FetchAsync(storage, stopping.Token)).ToList();
        await ListeningAsync(world);
        var other = Enqueue(storage, JobQueues.Doubtful);
        Assert.Equal(other, (await FetchAsync(storage, Cancel, JobQueues.Doubtful).WaitAsync(Soon, Cancel)).JobId);

        await stopping.CancelAsync();

        foreach (var worker in workers)
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => worker.WaitAsync(Soon, Cancel));
        }
    }

    /// <summary>As Hangfire's client does it, which would log to whatever host of the process was set up last.</summary>
    private static string Enqueue(JobStorage storage, string queue = JobQueues.Reconciling)
    {
        using var connection = storage.GetConnection();
        var job = Job.FromExpression<ReconcileJob>(job => job.RunAsync("210000000001", "us-east-1", CancellationToken.None));
        var id = connection.CreateExpiredJob(job, new Dictionary<string, string>(), TimeProvider.System.GetUtcNow().UtcDateTime, TimeSpan.FromHours(1));
        using var transaction = connection.CreateWriteTransaction();
        transaction.AddToQueue(queue, id);
        transaction.Commit();
        return id;
    }

    /// <summary>Waits as a worker does, on a thread of its own.</summary>
    private static Task<IFetchedJob> FetchAsync(JobStorage storage, CancellationToken cancellationToken, string queue = JobQueues.Reconciling) =>
        Task.Factory.StartNew(
        () =>
        {
            using var connection = storage.GetConnection();
            return connection.FetchNextJob([queue], cancellationToken);
        },
        CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    /// <returns>How many sessions look for jobs, once there is one.</returns>
    private static async Task<int> ListeningAsync(PortalWorld world)
    {
        await using var context = world.Open();
        while (true)
        {
            var sessions = await context.Database.SqlQuery<int>(
                $"""
                select count(*)::int as "Value" from pg_stat_activity
                where datname = current_database() and state = 'idle' and query like 'update hangfire.jobqueue%'
                """).SingleAsync(Cancel);
            if (sessions > 0)
            {
                return sessions;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), Cancel);
        }
    }
}
