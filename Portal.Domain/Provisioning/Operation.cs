namespace Portal.Domain.Provisioning;

/// <summary>What is known of an intended call.</summary>
public enum OperationOutcome
{
    /// <summary>Written down; nothing was sent, or what was sent has not been answered.</summary>
    Open,

    /// <summary>AWS said yes, or the effect was seen.</summary>
    Succeeded,

    /// <summary>It is known never to have happened.</summary>
    NeverHappened,

    /// <summary>It can no longer take effect and is no longer wanted; what stands was looked at since.</summary>
    Lapsed,
}

/// <summary>One intended mutating call, written before it is sent.</summary>
/// <param name="Id">Also the ClientToken and the value of the operation tag.</param>
/// <param name="Generation">From 1; rises only when the previous one never happened or its object is gone.</param>
/// <param name="LastSentAt">When it was last handed to the network, by the database's clock; none if never.</param>
/// <param name="ResultId">The id or ARN of what it made.</param>
public sealed record Operation(
    Guid Id, StepKey Key, int Generation, OperationOutcome Outcome, DateTimeOffset CreatedAt, DateTimeOffset? LastSentAt, DateTimeOffset? ResolvedAt, string? ResultId)
{
    /// <summary>A signature's life plus a minute: nothing that was sent longer ago can still take effect.</summary>
    public static readonly TimeSpan SignatureLife = TimeSpan.FromMinutes(16);

    /// <summary>How long AWS is trusted to remember a ClientToken.</summary>
    public static readonly TimeSpan TokenLife = TimeSpan.FromHours(12);

    /// <summary>Sent, and nobody knows what came of it.</summary>
    public bool IsUnresolved => Outcome == OperationOutcome.Open && LastSentAt is not null;

    public bool MayStillArrive(DateTimeOffset now) => IsUnresolved && now - LastSentAt < SignatureLife;

    /// <summary>Whether what it makes may still come into sight: it may have arrived at the last moment, and AWS's reads lag behind its writes.</summary>
    public bool MayStillAppear(DateTimeOffset now) => IsUnresolved && now - LastSentAt < SignatureLife + Look.ConsistencyWindow;

    /// <summary>Whether AWS may take its token for a new one.</summary>
    public bool IsTokenForgotten(DateTimeOffset now) => now - CreatedAt >= TokenLife;
}

/// <summary>All operations of one aggregate.</summary>
public sealed record OperationBook(IReadOnlyList<Operation> Operations)
{
    public static OperationBook Empty { get; } = new([]);

    public Operation? Latest(StepKey key) => Operations.Where(operation => operation.Key == key).MaxBy(operation => operation.Generation);

    /// <summary>The newest operation of the step that made something, with its id.</summary>
    public Operation? Made(StepKey key) =>
        Operations.Where(operation => operation.Key == key && operation.Outcome == OperationOutcome.Succeeded).MaxBy(operation => operation.Generation);

    public Operation? Unresolved(StepKey key) => Latest(key) is { IsUnresolved: true } operation ? operation : null;

    /// <summary>Whether a deletion was sent after the object of <paramref name="create"/> was made.</summary>
    public bool DeletionSent(StepKey create) =>
        create.Opposite is { } delete && Latest(delete) is { Outcome: not OperationOutcome.NeverHappened } deletion
        && (deletion.LastSentAt is not null || deletion.Outcome == OperationOutcome.Succeeded)
        && Made(create) is { } creation && deletion.CreatedAt > creation.CreatedAt;

    /// <summary>The unresolved creation that must not be sent again: its token no longer keeps a second object from being made.</summary>
    public Operation? Forgotten(StepKey key, DateTimeOffset now) =>
        StepTypes.Of(key).Repeat == RepeatKind.Token && Unresolved(key) is { } operation && operation.IsTokenForgotten(now) ? operation : null;

    public bool HasUnresolvedCreate => Operations.Any(operation => operation.IsUnresolved && StepTypes.Of(operation.Key).Creates);

    /// <summary>The unresolved operation that bars this step: its opposite may still take effect.</summary>
    public Operation? Bars(StepKey key, DateTimeOffset now) =>
        key.Opposite is { } opposite && Latest(opposite) is { } operation && operation.MayStillArrive(now) ? operation : null;
}
