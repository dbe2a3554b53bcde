using Hangfire;
using Hangfire.Common;
using Hangfire.States;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Portal.Infrastructure.Changes;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Provisioning;
using Portal.Jobs.Schedules;

namespace Portal.Jobs.Dispatching;

/// <summary>Turns scopes in which something is due into jobs: listens for wake-ups and sleeps until the next due time. One a worker process.</summary>
internal sealed partial class WorkDispatcher(
    IDbContextFactory<PortalDbContext> contexts, NpgsqlDataSource database, IBackgroundJobClient jobs, TimeProvider clock,
    ILogger<WorkDispatcher> logger) : BackgroundService
{
    private const int Most = 200;

    // A wake-up that is lost with the connection that should have heard it costs this much and no more.
    private static readonly TimeSpan LongestSleep = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(1);

    // What is due and was not enqueued is locked. Nobody announces the end of a lock: it is looked for, at once and then ever more rarely.
    private static readonly TimeSpan FirstLookAtLocked = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan LongestLookAtLocked = TimeSpan.FromSeconds(1);

    // What cannot be ended, because somebody has locked it, is tried again after so long.
    private static readonly TimeSpan BetweenEnds = TimeSpan.FromSeconds(5);

    private readonly RecentlyEnqueued _enqueued = new(clock);
    private DateTimeOffset _triedUpTo = DateTimeOffset.UnixEpoch;
    private TimeSpan _lookAtLocked = FirstLookAtLocked;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await DispatchAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failed) when (failed is not OutOfMemoryException)
            {
                // Whatever it was, work that is due must not wait for a restart.
                Log.Failed(logger, failed);
                await Task.Delay(AfterFailure, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task DispatchAsync(CancellationToken cancellationToken)
    {
        await using var listener = await database.OpenConnectionAsync(cancellationToken);
        await using (var listen = listener.CreateCommand())
        {
            listen.CommandText = $"listen {ChangeChannels.Due}";
            await listen.ExecuteNonQueryAsync(cancellationToken);
        }

        while (true)
        {
            var sleep = await EnqueueDueAsync(cancellationToken);
            // Wake-ups that came while work was enqueued are waiting on the connection already.
            await listener.WaitAsync(sleep, cancellationToken);
        }
    }

    private async Task<TimeSpan> EnqueueDueAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        _enqueued.ForgetOld();
        IReadOnlyList<DueScope> due;
        do
        {
            due = await ScopeTable.EnqueueDueAsync(context, Most, cancellationToken);
            foreach (var scope in due.Where(_enqueued.Take))
            {
                Enqueue(scope);
            }
        }
        while (due.Count == Most);

        var untilEnd = await UntilEndAsync(context, cancellationToken);
        var sleep = Sleep(await ScopeTable.UntilNextAsync(context, cancellationToken) ?? LongestSleep);
        return untilEnd < sleep ? untilEnd : sleep;
    }

    /// <summary>What ends by its own time has a due time of its own: ending it is enqueued when that has come.</summary>
    /// <returns>When to look again at the latest; never zero.</returns>
    private async Task<TimeSpan> UntilEndAsync(PortalDbContext context, CancellationToken cancellationToken)
    {
        if (await NextEnd.ReadAsync(context, _triedUpTo, cancellationToken) is not { } end)
        {
            return LongestSleep;
        }

        var now = clock.GetUtcNow();
        if (end <= now)
        {
            _triedUpTo = now;
            jobs.Create(Job.FromExpression<ExpiryJob>(job => job.RunAsync(CancellationToken.None)), new EnqueuedState(JobQueues.Schedules));
        }

        return end <= now ? BetweenEnds : end - now < LongestSleep ? TimeSpan.FromMilliseconds(Math.Ceiling((end - now).TotalMilliseconds)) : LongestSleep;
    }

    private void Enqueue(DueScope scope)
    {
        try
        {
            // Where AWS did not answer it may hang again: the few workers of that queue wait for it, and nobody else.
            var queue = new EnqueuedState(scope.Failures > 0 ? JobQueues.Doubtful : JobQueues.Reconciling);
            jobs.Create(Job.FromExpression<ReconcileJob>(job => job.RunAsync(scope.AccountId, scope.Region, CancellationToken.None)), queue);
        }
        catch
        {
            // There is no job to trust.
            _enqueued.Forget(scope);
            throw;
        }
    }

    private TimeSpan Sleep(TimeSpan next)
    {
        if (next <= TimeSpan.Zero)
        {
            var sleep = _lookAtLocked;
            _lookAtLocked = sleep * 2 < LongestLookAtLocked ? sleep * 2 : LongestLookAtLocked;
            return sleep;
        }

        _lookAtLocked = FirstLookAtLocked;
        // Zero would mean "for ever" to the wait.
        return next < LongestSleep ? TimeSpan.FromMilliseconds(Math.Ceiling(next.TotalMilliseconds)) : LongestSleep;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Due work could not be enqueued; it is tried again")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
