namespace Portal.Domain.Provisioning;

/// <summary>All operations of one aggregate.</summary>
public sealed record OperationHistory(IReadOnlyList<Operation> Operations)
{
    private static readonly TimeSpan LongestConsistencyWait = TimeSpan.FromHours(1);

    public static OperationHistory Empty { get; } = new([]);

    public Operation? Latest(StepKey key) => Operations.Where(operation => operation.Key == key).MaxBy(operation => operation.Generation);

    /// <summary>The newest operation of the step that made something, with its id.</summary>
    public Operation? LastSucceeded(StepKey key) =>
        Operations.Where(operation => operation.Key == key && operation.Outcome == OperationOutcome.Succeeded).MaxBy(operation => operation.Generation);

    public Operation? Unresolved(StepKey key) => Latest(key) is { IsUnresolved: true } operation ? operation : null;

    /// <summary>Whether AWS has said yes to a deletion of the object that <paramref name="create"/> made or took over.</summary>
    public bool DeletionAnswered(StepKey create) =>
        create.Deletion is { } delete && Latest(delete) is { Outcome: OperationOutcome.Succeeded } deletion
        && LastSucceeded(create) is { } creation && deletion.CreatedAt > creation.CreatedAt;

    /// <summary>The latest success of the step, while a look that does not show its effect proves nothing: it may be older than the success.</summary>
    /// <remarks>
    /// After the consistency window a missing effect counts as lost; after twice as long for each further success in a row that was never seen, an hour at
    /// most.
    /// </remarks>
    /// <param name="askedAt">When a person last asked for just this; a success before that is not what they wait for.</param>
    /// <param name="call">What is to be said now; where a call says all that is wanted, a success that said something else is not this one's.</param>
    public Operation? AwaitsEffect(StepKey key, DateTimeOffset now, DateTimeOffset? askedAt = null, StepCall? call = null)
    {
        if (StepDefinitions.Of(key).Creates || Latest(key) is not { Outcome: OperationOutcome.Succeeded, ResolvedAt: { } answeredAt } success
            || askedAt > answeredAt || (call is not null && StepDefinitions.Of(key).SaysAllThatIsWanted && success.Request?.Says(call) == false))
        {
            return null;
        }

        var isUndone = key.Opposite is { } opposite && Latest(opposite) is { Outcome: OperationOutcome.Succeeded } undone && undone.ResolvedAt > answeredAt;
        return !isUndone && now - answeredAt < ConsistencyWait(key) ? success : null;
    }

    private TimeSpan ConsistencyWait(StepKey key)
    {
        if (StepDefinitions.Of(key).NeedsPerson)
        {
            return EventualConsistency.Window;
        }

        var unseen = Operations.Where(operation => operation.Key == key).OrderByDescending(operation => operation.Generation)
            .TakeWhile(operation => operation is { Outcome: OperationOutcome.Succeeded, EffectSeenAt: null }).Count();
        var wait = EventualConsistency.Window * Math.Pow(2, Math.Clamp(unseen - 1, 0, 10));
        return wait < LongestConsistencyWait ? wait : LongestConsistencyWait;
    }

    /// <summary>The unresolved creation that must not be sent again: its token no longer keeps a second object from being made.</summary>
    public Operation? TokenExpired(StepKey key, DateTimeOffset now) =>
        StepDefinitions.Of(key).Repeat == RepeatKind.Token && Unresolved(key) is { } operation && operation.IsTokenExpired(now) ? operation : null;

    /// <summary>
    /// Whether something may stand in AWS, or come to, that nothing here can find. What a newer version made counts: only that version sees whether it is gone.
    /// </summary>
    public bool HasUnresolvedCreate => Operations.Any(operation => StepDefinitions.Find(operation.Key) is { } type
        ? operation.IsUnresolved && type.Creates
        : operation.Outcome != OperationOutcome.NeverHappened);

    /// <summary>
    /// Whether something may still come into being that nobody would look for once the aggregate has ended: a creation without an answer, or another sending of
    /// one that is answered.
    /// </summary>
    public bool MayStillCreate(DateTimeOffset now) =>
        HasUnresolvedCreate || Operations.Any(operation => StepDefinitions.Find(operation.Key) is { Creates: true }
        && operation.LateSendings > 0 && now - operation.UnansweredAt < Operation.SignatureLife + EventualConsistency.Window);

    /// <summary>
    /// The operation that bars this step: a sending of its opposite may still take effect, whatever another sending of it has learned, or only a newer version
    /// of the portal knows what came of the step itself.
    /// </summary>
    /// <remarks>
    /// A creation that is resolved does not bar the deletion of what it made; what a late sending of it may still make keeps the aggregate from its end.
    /// </remarks>
    public Operation? BlockedBy(StepKey key, DateTimeOffset now) =>
        Latest(key) is { Outcome: OperationOutcome.Unknown } unknown ? unknown
        : key.Opposite is { } opposite ? Operations.FirstOrDefault(operation => operation.Key == opposite
            && (StepDefinitions.Of(opposite).Creates ? operation.MayStillArrive(now) : operation.MayStillArrive(now) || operation.HasSendingUnderWay(now)))
        : null;
}
