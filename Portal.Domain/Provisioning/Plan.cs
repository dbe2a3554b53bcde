namespace Portal.Domain.Provisioning;

/// <summary>All that must still happen, what is waited for, and what the observation means for the stage.</summary>
/// <typeparam name="TAction">The aggregate's lifecycle action.</typeparam>
/// <param name="Mark">The move that the observation proves; none while nothing has come true.</param>
/// <param name="Because">Why that move is right, for the history.</param>
public sealed record Plan<TAction>(
    IReadOnlyList<PlanStep> Steps, SyncState Sync, Waiting? WaitingFor = null, Blocked? Blocked = null, TAction? Mark = null, string? Because = null)
    where TAction : struct
{
    /// <summary>What somebody else has changed; none where that could not be judged.</summary>
    public IReadOnlyList<StandingDifference>? Differences { get; init; }

    public PlanStep? NextReady => Blocked is null ? Steps.FirstOrDefault(step => step.IsReady) : null;
}
