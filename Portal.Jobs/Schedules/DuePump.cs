using Hangfire;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Portal.Domain;
using Portal.Domain.Audit;
using Portal.Infrastructure.Changes;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Provisioning;
using Portal.Jobs.Reconciling;

namespace Portal.Jobs.Schedules;

/// <summary>Turns work that is due into jobs: listens for wake-ups and sleeps until the next due time. One a worker process.</summary>
internal sealed partial class DuePump(
    IDbContextFactory<PortalDbContext> contexts, NpgsqlDataSource database, IBackgroundJobClient jobs, TimeProvider clock, ILogger<DuePump> logger) : BackgroundService
{
    private const int Most = 200;

    // A wake-up that is lost with the connection that should have heard it costs this much and no more.
    private static readonly TimeSpan LongestSleep = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(1);

    // What is due and was not handed out is locked. Nobody announces the end of a lock: it is looked for, at once and then ever more rarely.
    private static readonly TimeSpan FirstLookAtLocked = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan LongestLookAtLocked = TimeSpan.FromSeconds(1);

    private readonly HandedOut _handedOut = new(clock);
    private TimeSpan _lookAtLocked = FirstLookAtLocked;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await PumpAsync(stoppingToken);
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

    private async Task PumpAsync(CancellationToken cancellationToken)
    {
        await using var listener = await database.OpenConnectionAsync(cancellationToken);
        listener.Notification += (_, notification) =>
        {
            if (WorkTable.HandedBack(notification.Payload) is { } work)
            {
                _handedOut.Forget(work);
            }
        };
        await using (var listen = listener.CreateCommand())
        {
            listen.CommandText = $"listen {ChangeChannels.Due}";
            await listen.ExecuteNonQueryAsync(cancellationToken);
        }

        while (true)
        {
            var sleep = await HandOutAsync(cancellationToken);
            // Wake-ups that came while work was handed out are waiting on the connection already.
            await listener.WaitAsync(sleep, cancellationToken);
        }
    }

    private async Task<TimeSpan> HandOutAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        _handedOut.ForgetOld();
        IReadOnlyList<DueWork> due;
        do
        {
            due = await WorkTable.HandOutAsync(context, Most, cancellationToken);
            foreach (var work in due.Where(_handedOut.Take))
            {
                Enqueue(work);
            }
        }
        while (due.Count == Most);

        return Sleep(await WorkTable.UntilNextAsync(context, cancellationToken) ?? LongestSleep);
    }

    private void Enqueue(DueWork work)
    {
        // A kind that only a newer version knows is for that one to do.
        if (EnumWords.Read<SubjectKind>(work.Kind) is not { } kind)
        {
            return;
        }

        try
        {
            jobs.Enqueue<ReconcileJob>(job => job.RunAsync(kind, work.Id, CancellationToken.None));
        }
        catch
        {
            // There is no job to trust.
            _handedOut.Forget((work.Kind, work.Id));
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
        [LoggerMessage(1, LogLevel.Warning, "Due work could not be handed out; it is tried again")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
