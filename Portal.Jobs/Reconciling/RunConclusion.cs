using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Portal.Domain.Accounts;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Commands;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Provisioning;

namespace Portal.Jobs.Reconciling;

/// <summary>Writes down what runs have come to, and gives the work back.</summary>
internal sealed partial class RunConclusion(
    IDbContextFactory<PortalDbContext> contexts, ResyncInterval resync, TimeProvider clock, ILogger<RunConclusion> logger)
{
    private static readonly Actor Reconciler = Actor.System("reconciler");
    private static readonly TimeSpan LeftToNewer = TimeSpan.FromSeconds(30);

    /// <summary>For what comes to rest in a scope in one round.</summary>
    public ScopeResync ResyncOf(AwsScope scope) => new(contexts, scope, resync);

    /// <summary>Gives back by two statements all those of which nobody has to be told anything.</summary>
    /// <returns>The others.</returns>
    public async Task<IReadOnlyList<WorkItem>> ReleaseQuietAsync(
        ScopeResync resyncs, IReadOnlyList<WorkItem> items, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        List<QuietRelease> quiet = [];
        List<WorkItem> loud = [];
        foreach (var item in items)
        {
            if (item is { End: RunEnd.Concluded, Context: { } context, Failure: null } && !IsNews(item, context, now, out var conditions))
            {
                quiet.Add(new(Next(item, context, null, conditions), context.Observation, context.Now, context.WantedGeneration, conditions));
            }
            else
            {
                loud.Add(item);
            }
        }

        if (quiet.Count > 0)
        {
            var resyncAt = await resyncs.AtAsync(quiet.Select(one => one.Release));
            await using var database = await contexts.CreateDbContextAsync(cancellationToken);
            await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
            await WorkTable.ReleaseQuietlyAsync(database, quiet, resyncAt, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        return loud;
    }

    /// <summary>Takes the moves that an observation proves, tells who shows the aggregate, and gives it back.</summary>
    /// <exception cref="LeaseLostException">Another worker has the aggregate.</exception>
    public async Task ReleaseAsync(ScopeResync resyncs, WorkItem item, CancellationToken cancellationToken)
    {
        try
        {
            await TryReleaseAsync(resyncs, item, cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            // A person changed the aggregate between the observation and the commit: it is looked at again at once.
            (item.Context, item.End) = (null, RunEnd.Raced);
            await TryReleaseAsync(resyncs, item, cancellationToken);
        }
    }

    private async Task TryReleaseAsync(ScopeResync resyncs, WorkItem item, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var conditions = item.Context is null
            ? ConditionsUpdate.AfterFailure(item.Before, item.Failure, now)
            : ConditionsUpdate.After(item.Before, item.Context, item.Failure, now);
        var release = Next(item, item.Context, item.Failure, conditions);
        var resyncAt = await resyncs.AtAsync(release);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var work = await WorkTable.HoldRowAsync(context, item.Claim, cancellationToken) ?? throw new LeaseLostException();
        if (item.End == RunEnd.LeftToNewer)
        {
            Log.Unreadable(logger, item.Claim.Id, item.UnreadablePart!);
            await WorkTable.ReleaseAsync(context, [new(item.Claim, LeftToNewer)], null, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return;
        }

        var changes = new ChangeSet(context, Reconciler, clock);
        work.Conditions = conditions;
        if (work.Observation is { } seen && !Observations.CanRead(item.Claim.Kind, seen))
        {
            Log.ObservationUnreadable(logger, item.Claim.Id);
        }

        if (item.Context is not null)
        {
            await OperationLog.NoteEffectsAsync(context, item.Context.NewlySeen, item.Context.Now, cancellationToken);
            await WorkTable.WakeForRoomAsync(context, [.. item.Context.RoomMadeIn.Distinct()], cancellationToken);
            await TakeAsync(context, changes, work, item.Context, cancellationToken);
        }

        if (Differ(conditions, item.Before))
        {
            changes.Publish(item.Claim.Kind, item.Claim.Id, item.Context?.Version ?? 0);
        }

        await changes.CommitAsync(cancellationToken);
        await WorkTable.ReleaseAsync(context, [release], resyncAt, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        if (item.Failure is { } failure)
        {
            Log.Refused(logger, item.Claim.Id, failure.Code, failure.Cause, conditions.Failures);
        }
    }

    private static async Task TakeAsync(PortalDbContext context, ChangeSet changes, WorkRow work, ReconcileContext seen, CancellationToken cancellationToken)
    {
        if (work.Observation is null || !ObservationText.SameButForTime(work.Observation, seen.Observation))
        {
            changes.Publish(seen.Subject.Kind, seen.Id, seen.Version);
        }

        (work.Observation, work.ObservedAt, work.ObservedGeneration) = (seen.Observation, seen.Now, seen.WantedGeneration);
        // An aggregate reaches its end only when no creation of it can still come true.
        if (!seen.MayStillCreate)
        {
            await seen.ApplyAsync(context, changes, cancellationToken);
        }
    }

    private static bool IsNews(WorkItem item, ReconcileContext context, DateTimeOffset now, out WorkConditions conditions)
    {
        conditions = ConditionsUpdate.After(item.Before, context, null, now);
        return context.HasNews || context.NewlySeen.Count > 0 || Differ(conditions, item.Before)
            || item.StoredObservation is null || !ObservationText.SameButForTime(item.StoredObservation, context.Observation);
    }

    /// <summary>Whether people see another condition.</summary>
    private static bool Differ(WorkConditions now, WorkConditions before) =>
        now.Sync != before.Sync || now.Blocked != before.Blocked || now.WaitingFor != before.WaitingFor
        || !(now.Differences ?? []).SequenceEqual(before.Differences ?? []);

    private Release Next(WorkItem item, ReconcileContext? context, AwsFailure? failure, WorkConditions conditions)
    {
        var (after, rests) = NextObservation.After(context, failure, conditions, item.End == RunEnd.Raced, resync.Value);
        return new(item.Claim, after, rests);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "{Id} is left alone: this version of the portal cannot read its {Part}")]
        public static partial void Unreadable(ILogger logger, Guid id, string part);

        [LoggerMessage(2, LogLevel.Warning, "{Id}: what was last seen of it cannot be read by this version; what it sees now takes its place")]
        public static partial void ObservationUnreadable(ILogger logger, Guid id);

        [LoggerMessage(3, LogLevel.Information, "{Id}: AWS refused ({Code}): {Cause}; {Failures} in a row")]
        public static partial void Refused(ILogger logger, Guid id, string? code, string cause, int failures);
    }
}
