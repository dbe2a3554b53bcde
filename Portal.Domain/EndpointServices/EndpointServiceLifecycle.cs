using System.Collections.Frozen;

namespace Portal.Domain.EndpointServices;

/// <summary>The moves of a service, as data.</summary>
public static class EndpointServiceLifecycle
{
    public static FrozenDictionary<(EndpointServiceStage From, EndpointServiceAction Action), EndpointServiceStage> Moves { get; } =
        new Dictionary<(EndpointServiceStage, EndpointServiceAction), EndpointServiceStage>
        {
            [(EndpointServiceStage.Draft, EndpointServiceAction.Publish)] = EndpointServiceStage.Publishing,
            [(EndpointServiceStage.Publishing, EndpointServiceAction.MarkAvailable)] = EndpointServiceStage.Available,
            [(EndpointServiceStage.Publishing, EndpointServiceAction.Withdraw)] = EndpointServiceStage.Withdrawing,
            [(EndpointServiceStage.Available, EndpointServiceAction.Drain)] = EndpointServiceStage.Draining,
            [(EndpointServiceStage.Available, EndpointServiceAction.MarkLost)] = EndpointServiceStage.Lost,
            [(EndpointServiceStage.Draining, EndpointServiceAction.ResumeService)] = EndpointServiceStage.Available,
            [(EndpointServiceStage.Draining, EndpointServiceAction.Withdraw)] = EndpointServiceStage.Withdrawing,
            [(EndpointServiceStage.Draining, EndpointServiceAction.MarkLost)] = EndpointServiceStage.Lost,
            [(EndpointServiceStage.Withdrawing, EndpointServiceAction.MarkWithdrawn)] = EndpointServiceStage.Withdrawn,
            // A lost service is still looked for, and comes back as what it was.
            [(EndpointServiceStage.Lost, EndpointServiceAction.MarkAvailable)] = EndpointServiceStage.Available,
            [(EndpointServiceStage.Lost, EndpointServiceAction.MarkDraining)] = EndpointServiceStage.Draining,
            // What a lost service still owns (load balancer, target groups) has to be taken down all the same.
            [(EndpointServiceStage.Lost, EndpointServiceAction.Withdraw)] = EndpointServiceStage.Withdrawing,
        }.ToFrozenDictionary();

    /// <exception cref="IllegalMoveException">The table has no such move.</exception>
    public static EndpointServiceStage Next(EndpointServiceStage from, EndpointServiceAction action) =>
        Moves.TryGetValue((from, action), out var to) ? to : throw new IllegalMoveException("The service", from.ToString(), action.ToString());

    public static bool Allows(EndpointServiceStage from, EndpointServiceAction action) => Moves.ContainsKey((from, action));

    /// <summary>Whether it is proved by looking at AWS, and nobody's to decide.</summary>
    public static bool IsProvedByLooking(EndpointServiceAction action) =>
        action is EndpointServiceAction.MarkAvailable or EndpointServiceAction.MarkDraining or EndpointServiceAction.MarkWithdrawn
            or EndpointServiceAction.MarkLost;

    /// <summary>Whether the reconciler looks after it.</summary>
    public static bool IsReconciled(EndpointServiceStage stage) => stage is
        EndpointServiceStage.Publishing or EndpointServiceStage.Available or EndpointServiceStage.Draining or EndpointServiceStage.Withdrawing
            or EndpointServiceStage.Lost;

    /// <summary>Whether its AWS objects are meant to exist.</summary>
    public static bool IsWanted(EndpointServiceStage stage) => stage is
        EndpointServiceStage.Publishing or EndpointServiceStage.Available or EndpointServiceStage.Draining;

    public static bool IsFinal(EndpointServiceStage stage) => stage == EndpointServiceStage.Withdrawn;
}
