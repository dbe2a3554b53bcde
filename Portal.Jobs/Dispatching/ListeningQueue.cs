using System.Data;
using Hangfire.PostgreSql;
using Hangfire.Storage;
using Npgsql;

namespace Portal.Jobs.Dispatching;

/// <summary>
/// One of Hangfire's queues, at which one worker of a process waits for all the others: it listens, takes the next job, and leaves its place to the next.
/// </summary>
/// <remarks>
/// Hangfire's own has every worker listen on a connection of its own, and all of them look at every announcement and every few seconds. With twenty workers
/// that is nearly all that an idle portal asks of its database. The tables, and everything that happens to a job that was taken, are Hangfire's.
/// </remarks>
internal sealed class ListeningQueue(
    PostgreSqlStorage storage, IPersistentJobQueueProvider hangfire, string name, string connectionString, TimeSpan invisibility)
    : IPersistentJobQueueProvider, IPersistentJobQueue, IDisposable
{
    // A job whose announcement was lost with the connection, or whose worker has died, is found after this.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    private const string Take =
        """
        update hangfire.jobqueue set fetchedat = now()
        where id = (
            select id from hangfire.jobqueue where queue = $1 and (fetchedat is null or fetchedat < now() - $2)
            order by fetchedat nulls first, id limit 1 for update skip locked)
        returning id, jobid::text, fetchedat
        """;

    private readonly SemaphoreSlim _place = new(1, 1);
    private NpgsqlConnection? _listener;
    private bool _heard;

    public IPersistentJobQueue GetJobQueue() => this;

    public IPersistentJobQueueMonitoringApi GetJobQueueMonitoringApi() => hangfire.GetJobQueueMonitoringApi();

    /// <summary>As Hangfire does it: a row, and an announcement.</summary>
    public void Enqueue(IDbConnection connection, string queue, string jobId) => hangfire.GetJobQueue().Enqueue(connection, queue, jobId);

    public IFetchedJob Dequeue(string[] queues, CancellationToken cancellationToken)
    {
        _place.Wait(cancellationToken);
        try
        {
            // A worker has a thread of its own, and waits on it.
            return NextAsync(cancellationToken).GetAwaiter().GetResult();
        }
        catch
        {
            // Whatever it was, stopping included: what is left of the connection cannot be told.
            _listener?.Dispose();
            _listener = null;
            throw;
        }
        finally
        {
            _place.Release();
        }
    }

    public void Dispose()
    {
        // Of a worker that has not stopped in time, the connection ends with the process.
        if (_place.Wait(TimeSpan.Zero))
        {
            _listener?.Dispose();
            _place.Dispose();
        }
    }

    private async Task<IFetchedJob> NextAsync(CancellationToken cancellationToken)
    {
        // It listens before it looks, so that nothing is enqueued in between unheard.
        _listener ??= await ListenAsync(cancellationToken);
        while (true)
        {
            _heard = false;
            if (await TakeAsync(_listener, cancellationToken) is { } job)
            {
                return job;
            }

            // What was announced while it looked was heard then, and is not announced again.
            if (!_heard)
            {
                await _listener.WaitAsync(LongestWait, cancellationToken);
            }
        }
    }

    private async Task<NpgsqlConnection> ListenAsync(CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(connectionString);
        try
        {
            connection.Notification += (_, _) => _heard = true;
            await connection.OpenAsync(cancellationToken);
            await using var listen = new NpgsqlCommand("listen new_job", connection);
            await listen.ExecuteNonQueryAsync(cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private async Task<IFetchedJob?> TakeAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var take = new NpgsqlCommand(Take, connection) { Parameters = { new() { Value = name }, new() { Value = invisibility } } };
        await using var row = await take.ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken)
            ? new PostgreSqlFetchedJob(storage, row.GetInt64(0), row.GetString(1), name, row.GetDateTime(2))
            : null;
    }
}
