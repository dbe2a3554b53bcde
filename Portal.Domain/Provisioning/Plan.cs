namespace Portal.Domain.Provisioning;

/// <summary>Whose turn it is.</summary>
public enum Party
{
    Provider,
    Consumer,
    NetworkAdmin,
    Operator,
    Aws,
    Portal,
}

/// <summary>What has to happen elsewhere before a step can be taken.</summary>
public sealed record Waiting(Party Who, string What);

/// <summary>No step can go on until a person acts.</summary>
/// <param name="Cause">What is in the way.</param>
/// <param name="Owner">Who can remove it.</param>
/// <param name="Action">What they should do.</param>
/// <param name="Code">AWS's error code, where AWS said so.</param>
public sealed record Blocked(string Cause, Party Owner, string Action, string? Code = null);

/// <summary>One thing that must still happen so that what is equals what is wanted.</summary>
/// <param name="Effect">The approved effect that it lies within.</param>
/// <param name="Call">What to send; none while an earlier step's result is missing.</param>
/// <param name="WaitsFor">None when it can be taken now.</param>
public sealed record PlanStep(StepKey Key, Effect Effect, string Summary, StepCall? Call, Waiting? WaitsFor)
{
    public StepDefinition Definition => StepDefinitions.Of(Key);

    public bool IsReady => WaitsFor is null && Call is not null;
}

/// <summary>How what is compares to what is wanted.</summary>
public enum SyncState
{
    Unknown,
    Converging,
    InSync,
    Drifted,
}

/// <summary>All that must still happen, what is waited for, and what the observation means for the stage.</summary>
/// <typeparam name="TAction">The aggregate's lifecycle action.</typeparam>
/// <param name="Mark">The move that the observation proves; none while nothing has come true.</param>
/// <param name="Because">Why that move is right, for the history.</param>
public sealed record Plan<TAction>(
    IReadOnlyList<PlanStep> Steps, SyncState Sync, Waiting? WaitingFor = null, Blocked? Blocked = null, TAction? Mark = null, string? Because = null)
    where TAction : struct
{
    public PlanStep? NextReady => Blocked is null ? Steps.FirstOrDefault(step => step.IsReady) : null;
}
