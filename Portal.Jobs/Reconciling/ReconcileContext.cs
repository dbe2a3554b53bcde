using Portal.Domain.Audit;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Commands;
using Portal.Infrastructure.Data;

namespace Portal.Jobs.Reconciling;

/// <summary>One observation of one aggregate, and what follows from it: what is wanted, what is there, what must still happen.</summary>
internal abstract class ReconcileContext
{
    public required Subject Subject { get; init; }

    public required Guid Id { get; init; }

    /// <summary>The tag that carries the aggregate's id on everything it owns in AWS.</summary>
    public required string SubjectTag { get; init; }

    /// <summary>The database's clock at the observation.</summary>
    public required DateTimeOffset Now { get; init; }

    public required int Version { get; init; }

    public required long WantedGeneration { get; init; }

    /// <summary>What the spec causes: nothing else may happen.</summary>
    public required Effects Effects { get; init; }

    /// <summary>The hash of the effects that were approved; none while nothing is.</summary>
    public required string? ApprovedPlanHash { get; init; }

    /// <summary>Whether its AWS objects are meant to exist.</summary>
    public required bool Wanted { get; init; }

    /// <summary>Whether the move that the observation proves is the last one.</summary>
    public required bool IsEnding { get; init; }

    /// <summary>When it ends: from then on nothing is sent that does not end it. None without an end.</summary>
    public DateTimeOffset? EndsAt { get; init; }

    /// <summary>When a person asked for what was undone to be done again; none if nobody did.</summary>
    public DateTimeOffset? AskedAt { get; init; }

    public required OperationHistory History { get; init; }

    public required PresenceTracker PresenceTracker { get; init; }

    /// <summary>The observation as it is stored.</summary>
    public required string Observation { get; init; }

    public required IReadOnlyList<PlanStep> Steps { get; init; }

    public required SyncState Sync { get; init; }

    public Waiting? WaitingFor { get; init; }

    public Blocked? Blocked { get; init; }

    /// <summary>What others have changed in AWS; none where that could not be judged.</summary>
    public IReadOnlyList<StandingDifference>? Differences { get; init; }

    /// <summary>Whether AWS shows all that is wanted but for what others have changed: what differs later was not made by a spec.</summary>
    public bool IsAsWanted => Blocked is null && Differences is not null && !IsEnding && WaitingFor is not { Who: Party.Aws }
        && Steps.All(step => !step.IsReady || step.Definition.NeedsPerson);

    /// <summary>When to observe again what needs nothing; none for together with all that rests.</summary>
    public TimeSpan? RestsFor { get; init; }

    /// <summary>Whether the observation proves a move, or makes others due: then it is not only a newer one.</summary>
    public required bool HasNews { get; init; }

    /// <summary>Whether the effect of a step is seen; none if it cannot be told.</summary>
    public abstract bool? IsDone(StepKey key);

    /// <summary>When somebody asked for just this step to be taken again; none if nobody did.</summary>
    protected virtual DateTimeOffset? AskedAtOf(StepKey key) => AskedAt;

    /// <summary>The account and region in which one side's calls are made.</summary>
    public abstract AwsScope ScopeOf(Party side);

    /// <summary>Takes the moves that the observation proves, in the transaction that holds the claim.</summary>
    public abstract Task ApplyAsync(PortalDbContext context, ChangeSet changes, CancellationToken cancellationToken);

    /// <summary>The steps that can be taken now, in the plan's order; each stands by itself.</summary>
    /// <param name="tried">What this run has sent already: a refusal says the same twice.</param>
    public IReadOnlyList<PlanStep> ReadySteps(IReadOnlySet<StepKey> tried) =>
        Blocked is null ? [.. Steps.Where(step => step.IsReady && !tried.Contains(step.Key) && MayBeSent(step))] : [];

    /// <summary>The ready step that only waits until the opposite of it can no longer take effect.</summary>
    public PlanStep? Barred => FirstReady(step => History.BlockedBy(step.Key, Now) is not null);

    /// <summary>The ready creation that was sent so long ago that its token no longer counts: it is looked for, and not sent again.</summary>
    public PlanStep? TokenExpired => FirstReady(step => History.TokenExpired(step.Key, Now) is not null);

    /// <summary>The ready step that AWS has said yes to and does not show yet: its reads lag behind its writes.</summary>
    public PlanStep? Awaited => FirstReady(
        step => !step.Definition.NeedsPerson && History.AwaitsEffect(step.Key, Now, AskedAtOf(step.Key), step.Call) is not null);

    /// <summary>What AWS had said yes to and what this observation shows for the first time.</summary>
    public IReadOnlyList<Operation> NewlySeen =>
    [
        .. History.Operations.Where(operation => operation is { Outcome: OperationOutcome.Succeeded, EffectSeenAt: null }
            && operation == History.Latest(operation.Key) && StepDefinitions.Find(operation.Key) is { } definition
            && (definition.Creates ? PresenceTracker.Ids.ContainsKey(operation.Key) : IsDone(operation.Key) == true)),
    ];

    /// <summary>Where something is seen to be on its way out, and again when all of it is gone: there is room for what was over a quota.</summary>
    public IEnumerable<AwsScope> RoomMadeIn =>
        from operation in IsEnding ? History.Operations.Where(operation => operation.Outcome == OperationOutcome.Succeeded) : NewlySeen
        where StepDefinitions.Find(operation.Key) is { } && operation.Key.Opposite is { } made && StepDefinitions.Find(made) is { Creates: true }
        select ScopeOf(StepDefinitions.Of(operation.Key).Side);

    /// <summary>What the observation tells of calls whose outcome was unknown.</summary>
    public IReadOnlyList<(Operation Operation, Resolution Resolution)> Resolutions =>
    [
        .. History.Operations
            .Where(operation => operation is { IsUnresolved: true, Outcome: OperationOutcome.Open } && StepDefinitions.Find(operation.Key) is not null)
            .Select(operation => (operation, Judge(operation))).Where(judged => judged.Item2.Outcome != OperationOutcome.Open),
    ];

    /// <summary>Why the step may not be sent; none when it may.</summary>
    public string? WhyNotApproved(PlanStep step) =>
        ApprovedPlanHash is null ? "nothing is approved"
        : ApprovedPlanHash != Effects.PlanHash ? "what was approved is not what the spec would cause by now"
        : !step.IsDecided && !Effects.Contains(step.Effect) ? "it is not among the approved effects"
        : null;

    /// <summary>Its objects are no longer wanted, and one may be there that nobody has seen yet.</summary>
    public bool HidesCreation => !Wanted && (History.HasUnresolvedCreate || MayStillCreate);

    /// <summary>Everything is gone, but a creation that was sent without an answer may still come true.</summary>
    public bool MayStillCreate => IsEnding && History.MayStillCreate(Now);

    /// <summary>Whether nothing that was sent before stands in the step's way.</summary>
    public bool MayBeSent(PlanStep step) => History.BlockedBy(step.Key, Now) is null && History.TokenExpired(step.Key, Now) is null
        && History.AwaitsEffect(step.Key, Now, AskedAtOf(step.Key), step.Call) is null;

    private Resolution Judge(Operation operation) => StepDefinitions.Of(operation.Key).Creates
        ? Resolution.OfCreation(
            operation, PresenceTracker.Ids.GetValueOrDefault(operation.Key), PresenceTracker.Absences.GetValueOrDefault(operation.Key.Text)?.Since, Wanted, Now)
        : Resolution.OfEffect(
            operation, IsDone(operation.Key), Steps.Any(step => step.Key == operation.Key), Now, PresenceTracker.Ids.GetValueOrDefault(operation.Key));

    private PlanStep? FirstReady(Func<PlanStep, bool> isSuch) => Blocked is null ? Steps.FirstOrDefault(step => step.IsReady && isSuch(step)) : null;
}
