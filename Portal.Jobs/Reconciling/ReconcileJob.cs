using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Portal.Domain;
using Portal.Domain.Accounts;
using Portal.Domain.Audit;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Aws;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Provisioning;

namespace Portal.Jobs.Reconciling;

/// <summary>Brings one aggregate nearer to what is wanted: claim, look, plan, act once at a time, look again, release. Never waits.</summary>
public sealed partial class ReconcileJob
{
    // A run that has not come to rest after this many steps goes on in the next one.
    private const int MostSteps = 30;

    private static readonly TimeSpan LeftToNewer = TimeSpan.FromSeconds(30);

    private static readonly Actor Reconciler = Actor.System("reconciler");

    private readonly IDbContextFactory<PortalDbContext> _contexts;
    private readonly Dictionary<SubjectKind, IReconciler> _reconcilers;
    private readonly OperationLog _log;
    private readonly StepSender _sender;
    private readonly WorkerName _worker;
    private readonly TimeProvider _clock;
    private readonly ILogger<ReconcileJob> _logger;

    internal ReconcileJob(
        IDbContextFactory<PortalDbContext> contexts, IEnumerable<IReconciler> reconcilers, OperationLog log, StepSender sender,
        WorkerName worker, TimeProvider clock, ILogger<ReconcileJob> logger)
    {
        (_contexts, _log, _sender, _worker, _clock, _logger) = (contexts, log, sender, worker, clock, logger);
        _reconcilers = reconcilers.ToDictionary(reconciler => reconciler.Kind);
    }

    public async Task RunAsync(SubjectKind kind, Guid id, CancellationToken cancellationToken)
    {
        using var scope = Log.Scope(_logger, kind, id);
        await using var lease = await Lease.TakeAsync(_contexts, kind, id, _worker.Text, _clock, _logger, cancellationToken);
        if (lease is null)
        {
            return;
        }

        try
        {
            await WorkAsync(_reconcilers[kind], lease);
        }
        catch (LeaseLostException)
        {
            Log.LeaseLost(_logger, id);
        }
        catch (OperationCanceledException) when (lease.Token.IsCancellationRequested)
        {
            // Stopping, or the lease is gone: the work is due again when the lease ends.
        }
    }

    private async Task WorkAsync(IReconciler reconciler, Lease lease)
    {
        var before = await ConditionsAsync(lease);
        Situation? situation = null;
        AwsFailure? failure = null;
        var raced = false;
        var tried = new HashSet<StepKey>();
        try
        {
            // What only a person can mend must not keep other steps waiting; after any other failure AWS is left alone for a while.
            for (var step = 0; step < MostSteps && failure is null or { NeedsPerson: true }; step++)
            {
                // What an earlier look of this run saw is old by now: should this one fail, nothing is concluded from it.
                situation = null;
                situation = await TryLookAsync(reconciler, lease, before);
                if (situation?.NextReady(tried) is not { } next)
                {
                    break;
                }

                tried.Add(next.Key);
                var refusal = await _sender.SendAsync(lease, situation, next);
                failure = refusal is { NeedsPerson: false } ? refusal : failure ?? refusal;
            }
        }
        catch (AwsCallException unreadable)
        {
            failure = unreadable.Failure;
        }
        catch (UnreadableException foreign)
        {
            // Two versions of the portal are at work, and the newer one looks after it: nothing is concluded from what this one cannot read.
            Log.Unreadable(_logger, lease.Claim.Id, foreign.Message);
            await using var context = await _contexts.CreateDbContextAsync(lease.Token);
            await WorkTable.ReleaseAsync(context, lease.Claim, LeftToNewer, lease.Token);
            return;
        }
        catch (DbUpdateConcurrencyException)
        {
            // A person changed the aggregate between the look and the commit: look again at once.
            (situation, raced) = (null, true);
        }

        await ReleaseAsync(lease, before, situation, failure, raced);
    }

    /// <summary>What nobody foresaw is told to people and tried again later, like a passing fault of AWS. A database that fails is not: the lease brings the work back.</summary>
    private async Task<Situation?> TryLookAsync(IReconciler reconciler, Lease lease, WorkConditions before)
    {
        try
        {
            return await LookAsync(reconciler, lease, before);
        }
        catch (Exception unforeseen) when (unforeseen is not (LeaseLostException or OperationCanceledException or AwsCallException or UnreadableException or DbUpdateException or DbException))
        {
            Log.Unforeseen(_logger, unforeseen, lease.Claim.Id);
            throw new AwsCallException(Unforeseen(unforeseen), inner: unforeseen);
        }
    }

    private static AwsFailure Unforeseen(Exception exception) => new(
        null, exception.Message, RetryClass.Transient, $"The portal could not look at it ({exception.GetType().Name})",
        Party.Operator, "It tries again by itself; the log says more", OutcomeKnown: false);

    /// <summary>Looks, closes what the look has cleared up, and looks with that knowledge again.</summary>
    private async Task<Situation?> LookAsync(IReconciler reconciler, Lease lease, WorkConditions before)
    {
        var situation = await reconciler.LookAsync(lease.Claim.Id, before, lease.Token);
        if (situation is null)
        {
            return null;
        }

        var resolutions = Resolutions(situation);
        if (resolutions.Count > 0)
        {
            await _log.ResolveAsync(lease.Claim, situation, resolutions, lease.Token);
            return await reconciler.LookAsync(lease.Claim.Id, before, lease.Token);
        }

        return situation;
    }

    private static List<(Operation Operation, Resolution Resolution)> Resolutions(Situation situation) =>
    [
        .. situation.Book.Operations.Where(operation => operation is { IsUnresolved: true, Outcome: OperationOutcome.Open } && StepDefinitions.Find(operation.Key) is not null).Select(operation => (operation, Judge(situation, operation)))
            .Where(judged => judged.Item2.Outcome != OperationOutcome.Open),
    ];

    private static Resolution Judge(Situation situation, Operation operation) => StepDefinitions.Of(operation.Key).Creates
        ? Resolution.OfCreation(operation, situation.Sightings.Ids.GetValueOrDefault(operation.Key), situation.Sightings.Absences.GetValueOrDefault(operation.Key.Text)?.Since, situation.Wanted, situation.Now)
        : Resolution.OfEffect(operation, situation.IsDone(operation.Key), situation.Steps.Any(step => step.Key == operation.Key), situation.Now);

    private async Task<WorkConditions> ConditionsAsync(Lease lease)
    {
        await using var context = await _contexts.CreateDbContextAsync(lease.Token);
        return await context.Work.AsNoTracking().Where(work => work.Kind == lease.Claim.Kind && work.Id == lease.Claim.Id)
            .Select(work => work.Conditions).SingleAsync(lease.Token);
    }

    private async Task ReleaseAsync(Lease lease, WorkConditions before, Situation? situation, AwsFailure? failure, bool raced)
    {
        await using var context = await _contexts.CreateDbContextAsync(lease.Token);
        await using var transaction = await context.Database.BeginTransactionAsync(lease.Token);
        if (!await WorkTable.HoldAsync(context, lease.Claim, lease.Token))
        {
            throw new LeaseLostException();
        }

        var now = _clock.GetUtcNow();
        var conditions = situation is null ? ConditionsUpdate.AfterFailure(before, failure, now) : ConditionsUpdate.After(before, situation, failure, now);
        var changes = new ChangeSet(context, Reconciler, _clock);
        var work = await context.Work.SingleAsync(work => work.Kind == lease.Claim.Kind && work.Id == lease.Claim.Id, lease.Token);
        work.Conditions = conditions;
        if (work.Observation is { } seen && !Observations.CanRead(lease.Claim.Kind, seen))
        {
            Log.ObservationUnreadable(_logger, lease.Claim.Id);
        }

        if (situation is not null)
        {
            await OperationLog.NoteEffectsAsync(context, situation.NewlySeen, situation.Now, lease.Token);
            await TakeAsync(context, changes, work, situation, lease.Token);
        }

        if (conditions.Sync != before.Sync || conditions.Blocked != before.Blocked || conditions.WaitingFor != before.WaitingFor)
        {
            changes.Announce(lease.Claim.Kind, lease.Claim.Id, situation?.Version ?? 0);
        }

        await changes.CommitAsync(lease.Token);
        await WorkTable.ReleaseAsync(context, lease.Claim, NextLook.After(situation, failure, conditions, raced), lease.Token);
        await transaction.CommitAsync(lease.Token);
        if (failure is not null)
        {
            Log.Refused(_logger, lease.Claim.Id, failure.Code, failure.Cause, conditions.Failures);
        }
    }

    private static async Task TakeAsync(PortalDbContext context, ChangeSet changes, WorkRow work, Situation situation, CancellationToken cancellationToken)
    {
        if (work.Observation is null || !ObservationText.SameButForTime(work.Observation, situation.Observation))
        {
            changes.Announce(situation.Subject.Kind, situation.Id, situation.Version);
        }

        (work.Observation, work.ObservedAt, work.ObservedGeneration) = (situation.Observation, situation.Now, situation.WantedGeneration);
        // An aggregate reaches its end only when no creation of it can still come true.
        if (!situation.MayStillCreate)
        {
            await situation.Apply(context, changes, cancellationToken);
        }
    }

    private static partial class Log
    {
        private static readonly Func<ILogger, SubjectKind, Guid, IDisposable?> WorkScope = LoggerMessage.DefineScope<SubjectKind, Guid>("{Kind} {Id}");

        public static IDisposable? Scope(ILogger logger, SubjectKind kind, Guid id) => WorkScope(logger, kind, id);

        [LoggerMessage(1, LogLevel.Information, "Another worker has taken over {Id}")]
        public static partial void LeaseLost(ILogger logger, Guid id);

        [LoggerMessage(3, LogLevel.Error, "{Id} could not be looked after")]
        public static partial void Unforeseen(ILogger logger, Exception exception, Guid id);

        [LoggerMessage(5, LogLevel.Warning, "{Id}: what was last seen of it cannot be read by this version; what it sees now takes its place")]
        public static partial void ObservationUnreadable(ILogger logger, Guid id);

        [LoggerMessage(4, LogLevel.Information, "{Id} is left alone: {Because}")]
        public static partial void Unreadable(ILogger logger, Guid id, string because);

        [LoggerMessage(2, LogLevel.Information, "{Id}: AWS refused ({Code}): {Cause}; {Failures} in a row")]
        public static partial void Refused(ILogger logger, Guid id, string? code, string cause, int failures);
    }
}
