using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Domain.Accounts;
using Portal.Domain.Audit;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Accounts;
using Portal.Infrastructure.Aws;
using Portal.Infrastructure.Aws.Steps;
using Portal.Infrastructure.Commands;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Provisioning;

namespace Portal.Jobs.Reconciling;

/// <summary>Writes every intended call before it is sent, every sending, and what came of it.</summary>
internal sealed class OperationLog(IDbContextFactory<PortalDbContext> contexts, InstallationId installation, WorkerName worker, TimeProvider clock)
{
    private static readonly Actor Reconciler = Actor.System("reconciler");
    private static readonly AttemptOutcome[] Answered = [AttemptOutcome.Succeeded, AttemptOutcome.Refused, AttemptOutcome.NotSent];

    /// <summary>All operations of aggregates, by id.</summary>
    public static async Task<IReadOnlyDictionary<Guid, OperationHistory>> ReadAsync(
        PortalDbContext context, SubjectKind kind, IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken)
    {
        var rows = await context.Operations.AsNoTracking().Where(row => row.Kind == kind && ids.Contains(row.AggregateId)).ToListAsync(cancellationToken);
        var sendings = await SendingsAsync(context, kind, ids, cancellationToken);
        return rows.GroupBy(row => row.AggregateId)
            .ToDictionary(group => group.Key, group => new OperationHistory([.. group.Select(row => row.ToOperation(sendings.GetValueOrDefault(row.Id)))]));
    }

    /// <summary>Remembers, in the transaction that holds the claim, that what AWS said yes to has been seen.</summary>
    public static async Task NoteEffectsAsync(PortalDbContext context, IReadOnlyList<Operation> seen, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (seen.Count > 0)
        {
            var ids = seen.Select(operation => operation.Id).ToList();
            await context.Operations.Where(row => ids.Contains(row.Id))
                .ExecuteUpdateAsync(row => row.SetProperty(one => one.EffectSeenAt, now), cancellationToken);
        }
    }

    /// <summary>Writes down that the step is about to be sent: the operation where there is none that may be repeated, and a new attempt.</summary>
    /// <returns>
    /// None when somebody has woken the aggregate since it was read, or its end has come meanwhile: what is wanted has to be read again first.
    /// </returns>
    /// <exception cref="LeaseLostException">Another worker has the aggregate.</exception>
    public async Task<Intent?> IntendAsync(Claim claim, ReconcileContext situation, PlanStep step, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var held = await WorkTable.HoldAsync(context, claim, cancellationToken) ?? throw new LeaseLostException();
        var now = held.Now.ToUniversalTime();
        if (held.Wakes != claim.Wakes || (situation.EndsAt <= now && !step.Definition.Ends))
        {
            return null;
        }

        var latest = await context.Operations
            .Where(row => row.Kind == situation.Subject.Kind && row.AggregateId == situation.Id && row.StepKey == step.Key.Text)
            .OrderByDescending(row => row.Generation)
            .Select(row => new { Operation = row, Attempts = context.Attempts.Count(attempt => attempt.OperationId == row.Id) })
            .FirstOrDefaultAsync(cancellationToken);
        var repeated = latest is { Operation: { Outcome: OperationOutcome.Open } open } && Repeats(open, step);
        var operation = repeated ? latest!.Operation : Begin(context, situation, step, latest?.Operation, now);
        var attempt = new AttemptRow
        {
            Id = Guid.CreateVersion7(now),
            OperationId = operation.Id,
            Number = (repeated ? latest!.Attempts : 0) + 1,
            Fence = claim.Fence,
            Worker = worker.Text,
            SentAt = now,
        };
        context.Attempts.Add(attempt);
        operation.LastSentAt = now;
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new(operation.Id, attempt.Id, new AwsScope(operation.AccountId, operation.Region), Request(operation), now - operation.CreatedAt);
    }

    public Task SucceededAsync(ReconcileContext situation, PlanStep step, Intent intent, StepReply reply) =>
        RecordAsync(situation, step, intent, (operation, attempt, now) =>
    {
        (attempt.Outcome, attempt.AwsRequestId) = (AttemptOutcome.Succeeded, reply.AwsRequestId);
        (operation.Outcome, operation.ResolvedAt, operation.Resolution, operation.ResultId) = (OperationOutcome.Succeeded, now, "AWS said so", reply.ResultId);
    });

    /// <param name="failure">What it means here; the refusal itself may mean less.</param>
    public Task RefusedAsync(ReconcileContext situation, PlanStep step, Intent intent, AwsCallException refusal, bool sent, AwsFailure? failure = null) =>
        RecordAsync(situation, step, intent, (operation, attempt, now) =>
    {
        attempt.Outcome = !sent ? AttemptOutcome.NotSent : refusal.Failure.OutcomeKnown ? AttemptOutcome.Refused : AttemptOutcome.Unknown;
        (attempt.AwsRequestId, attempt.ErrorCode, attempt.ErrorMessage) = (refusal.AwsRequestId, refusal.Failure.Code, refusal.Failure.Message);
    }, failure ?? refusal.Failure);

    /// <summary>Closes operations whose outcome looking has shown.</summary>
    public async Task ResolveAsync(
        Claim claim, ReconcileContext situation, IReadOnlyList<(Operation Operation, Resolution Resolution)> resolutions, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        _ = await WorkTable.HoldAsync(context, claim, cancellationToken) ?? throw new LeaseLostException();

        var changes = new ChangeSet(context, Reconciler, clock);
        foreach (var (operation, resolution) in resolutions)
        {
            var row = await context.Operations.SingleAsync(row => row.Id == operation.Id, cancellationToken);
            (row.Outcome, row.ResolvedAt, row.Resolution, row.ResultId) = (
                resolution.Outcome, situation.Now, resolution.Because, resolution.ResultId ?? row.ResultId);
            row.EffectSeenAt = resolution.Outcome == OperationOutcome.Succeeded ? situation.Now : null;
            changes.Audit(situation.Subject, new DomainEvent($"aws.{operation.Key.TypeName}.resolved", null, resolution.Outcome.ToString(), resolution.Because,
                new Dictionary<string, string?>
                {
                    ["operationId"] = operation.Id.ToString(),
                    ["step"] = operation.Key.Text,
                    ["resultId"] = resolution.ResultId
                }));
        }

        await changes.CommitAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static async Task<Dictionary<Guid, Sendings>> SendingsAsync(
        PortalDbContext context, SubjectKind kind, IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken)
    {
        var attempts = await context.Attempts.AsNoTracking()
            .Where(attempt => context.Operations.Any(row => row.Id == attempt.OperationId && row.Kind == kind && ids.Contains(row.AggregateId)))
            .Where(attempt => attempt.Outcome == AttemptOutcome.Unknown || attempt.Outcome == AttemptOutcome.Succeeded)
            .Select(attempt => new { attempt.OperationId, attempt.Outcome, attempt.SentAt }).ToListAsync(cancellationToken);
        return attempts.GroupBy(attempt => attempt.OperationId).ToDictionary(group => group.Key, group =>
        {
            var unanswered = group.Where(attempt => attempt.Outcome == AttemptOutcome.Unknown).ToList();
            return new Sendings(unanswered.Count, unanswered.Count == 0 ? null : unanswered.Max(attempt => attempt.SentAt), unanswered.Count < group.Count());
        });
    }

    /// <summary>What was sent without an answer is replayed as it was stored; what was never sent, only if it would say the same today.</summary>
    private static bool Repeats(OperationRow latest, PlanStep step) =>
        (latest.LastSentAt is not null && step.Definition.Creates)
        || CanonicalJson.Bytes(Request(latest).Call).SequenceEqual(CanonicalJson.Bytes(step.Call));

    /// <summary>A request that this version cannot read whole is another request: it is not sent.</summary>
    private static StepRequest Request(OperationRow operation) =>
        CanonicalJson.TryRead<StepRequest>(operation.Request, whole: true) ?? throw new UnreadableException($"the step {operation.StepKey}", "request");

    private OperationRow Begin(PortalDbContext context, ReconcileContext situation, PlanStep step, OperationRow? latest, DateTimeOffset now)
    {
        if (latest is { Outcome: OperationOutcome.Open })
        {
            (latest.Outcome, latest.ResolvedAt, latest.Resolution) = (OperationOutcome.Lapsed, now, "Another call took its place");
        }

        var id = Guid.CreateVersion7(now);
        var generation = (latest?.Generation ?? 0) + 1;
        var scope = situation.ScopeOf(step.Definition.Side);
        var operation = new OperationRow
        {
            Id = id,
            Kind = situation.Subject.Kind,
            AggregateId = situation.Id,
            StepKey = step.Key.Text,
            Generation = generation,
            AccountId = scope.AccountId,
            Region = scope.Region,
            Request = CanonicalJson.Bytes(StepRequest.For(step, id, generation, installation.Value, situation.SubjectTag, situation.Id)),
            PlanHash = situation.Effects.PlanHash,
            CreatedAt = now,
        };
        context.Operations.Add(operation);
        return operation;
    }

    /// <summary>What AWS answered is a fact, whoever holds the claim by now: it is written without asking for the fence.</summary>
    private async Task RecordAsync(
        ReconcileContext situation, PlanStep step, Intent intent, Action<OperationRow, AttemptRow, DateTimeOffset> record, AwsFailure? failure = null)
    {
        await using var context = await contexts.CreateDbContextAsync(CancellationToken.None);
        await using var transaction = await context.Database.BeginTransactionAsync(CancellationToken.None);
        var written = await context.Attempts.Where(row => row.Id == intent.AttemptId)
            .Join(context.Operations, row => row.OperationId, row => row.Id, (attempt, operation) => new
            {
                Operation = operation,
                Attempt = attempt,
                Now = PortalDbContext.DatabaseNow(),
            })
            .SingleAsync(CancellationToken.None);
        var (operation, attempt, now) = (written.Operation, written.Attempt, written.Now.ToUniversalTime());
        record(operation, attempt, now);
        attempt.RepliedAt = now;
        if (failure is not null)
        {
            await SettleRefusalAsync(context, operation, attempt, failure, now);
        }

        var changes = new ChangeSet(context, Reconciler, clock);
        if (failure?.AskedTags is { Count: > 0 })
        {
            await AskedTags.LearnAsync(context, changes, intent.Scope.AccountId, failure, now, CancellationToken.None);
        }

        changes.Audit(
            situation.Subject,
            new DomainEvent(
                $"aws.{step.Definition.Name}", null, attempt.Outcome.ToString(), failure?.Code,
                new Dictionary<string, string?>(step.Details ?? new Dictionary<string, string?>())
                {
                    ["step"] = step.Key.Text,
                    ["summary"] = step.Summary,
                    ["operationId"] = operation.Id.ToString(),
                    ["attempt"] = attempt.Number.ToString(System.Globalization.CultureInfo.InvariantCulture),
                    ["awsRequestId"] = attempt.AwsRequestId,
                    ["resultId"] = operation.ResultId,
                    ["errorCode"] = attempt.ErrorCode,
                }));
        await changes.CommitAsync(CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);
    }

    private static async Task SettleRefusalAsync(PortalDbContext context, OperationRow operation, AttemptRow attempt, AwsFailure failure, DateTimeOffset now)
    {
        var unanswered = await context.Attempts
            .Where(row => row.OperationId == operation.Id && row.Id != attempt.Id && !Answered.Contains(row.Outcome))
            .Select(row => (DateTimeOffset?)row.SentAt).MaxAsync(CancellationToken.None);
        if (operation.Outcome != OperationOutcome.Open)
        {
            // A late word about an old sending: what has been seen since counts.
            return;
        }

        operation.LastSentAt = attempt.Outcome == AttemptOutcome.Unknown ? attempt.SentAt : unanswered;
        if (operation.LastSentAt is null && failure.NeedsPerson)
        {
            // Nothing of it is under way: what a person changes makes a new operation, with a token of its own.
            (operation.Outcome, operation.ResolvedAt, operation.Resolution) = (OperationOutcome.NeverHappened, now, $"AWS refused it: {failure.Code}");
        }
    }
}
