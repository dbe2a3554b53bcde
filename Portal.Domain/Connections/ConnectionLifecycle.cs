using System.Collections.Frozen;
using static Portal.Domain.Connections.ConnectionAction;
using static Portal.Domain.Connections.ConnectionStage;

namespace Portal.Domain.Connections;

/// <summary>The moves of a connection, as data: buttons, guards and tests read this table.</summary>
public static class ConnectionLifecycle
{
    public static FrozenDictionary<(ConnectionStage From, ConnectionAction Action), ConnectionStage> Moves { get; } =
        new Dictionary<(ConnectionStage, ConnectionAction), ConnectionStage>
        {
            [(Draft, Submit)] = AwaitingApproval,
            [(Draft, Withdraw)] = Withdrawn,
            [(AwaitingApproval, Approve)] = ConnectionStage.Provisioning,
            [(AwaitingApproval, ApproveForLater)] = Scheduled,
            [(AwaitingApproval, Deny)] = Denied,
            [(AwaitingApproval, RequestChanges)] = ChangesRequested,
            [(AwaitingApproval, Withdraw)] = Withdrawn,
            [(AwaitingApproval, Expire)] = Expired,
            [(ChangesRequested, Submit)] = AwaitingApproval,
            [(ChangesRequested, Withdraw)] = Withdrawn,
            [(ChangesRequested, Expire)] = Expired,
            [(Scheduled, Start)] = ConnectionStage.Provisioning,
            [(Scheduled, Withdraw)] = Withdrawn,
            [(Scheduled, VoidApproval)] = AwaitingApproval,
            [(ConnectionStage.Provisioning, VoidApproval)] = AwaitingApproval,
            [(ConnectionStage.Provisioning, AwaitConsumer)] = AwaitingConsumer,
            // Before the portal has asked for it, or another one because the first was not right.
            [(ConnectionStage.Provisioning, BringEndpoint)] = ConnectionStage.Provisioning,
            [(ConnectionStage.Provisioning, MarkAvailable)] = Available,
            [(ConnectionStage.Provisioning, ConnectionAction.CutOff)] = ConnectionStage.CutOff,
            [(ConnectionStage.Provisioning, Delete)] = Deprovisioning,
            [(AwaitingConsumer, BringEndpoint)] = ConnectionStage.Provisioning,
            [(AwaitingConsumer, Delete)] = Deprovisioning,
            [(Available, MarkDisconnected)] = Disconnected,
            [(Available, ConnectionAction.CutOff)] = ConnectionStage.CutOff,
            [(Available, Delete)] = Deprovisioning,
            [(Disconnected, Reconnect)] = ConnectionStage.Provisioning,
            // What was concluded from what AWS showed is undone when AWS shows otherwise.
            [(Disconnected, MarkAvailable)] = Available,
            [(Disconnected, ConnectionAction.CutOff)] = ConnectionStage.CutOff,
            [(Disconnected, Delete)] = Deprovisioning,
            [(ConnectionStage.CutOff, Restore)] = ConnectionStage.Provisioning,
            [(ConnectionStage.CutOff, Delete)] = Deprovisioning,
            // Nothing that is connected is abandoned: it is cut off or deleted first, both of which the provider's side alone can do.
            [(ConnectionStage.CutOff, Abandon)] = Abandoned,
            [(Deprovisioning, MarkDeleted)] = Deleted,
            [(Deprovisioning, MarkAwaitingConsumerDelete)] = AwaitingConsumerDelete,
            [(Deprovisioning, Abandon)] = Abandoned,
            [(AwaitingConsumerDelete, MarkDeleted)] = Deleted,
            [(AwaitingConsumerDelete, Abandon)] = Abandoned,
        }.ToFrozenDictionary();

    /// <exception cref="IllegalMoveException">The table has no such move.</exception>
    public static ConnectionStage Next(ConnectionStage from, ConnectionAction action) =>
        Moves.TryGetValue((from, action), out var to) ? to : throw new IllegalMoveException("The connection", from.ToString(), action.ToString());

    public static bool Allows(ConnectionStage from, ConnectionAction action) => Moves.ContainsKey((from, action));

    /// <summary>Whether it is proved by looking at AWS, and nobody's to decide.</summary>
    public static bool IsProvedByLooking(ConnectionAction action) =>
        action is VoidApproval or AwaitConsumer or MarkAvailable or MarkDisconnected or MarkAwaitingConsumerDelete or MarkDeleted;

    /// <summary>Whether its endpoint is meant to exist.</summary>
    public static bool IsWanted(ConnectionStage stage) => stage is
        ConnectionStage.Provisioning or AwaitingConsumer or Available or ConnectionStage.CutOff;

    /// <summary>Whether the reconciler looks after it.</summary>
    public static bool IsReconciled(ConnectionStage stage) => stage is
        ConnectionStage.Provisioning or AwaitingConsumer or Available or Disconnected or ConnectionStage.CutOff or Deprovisioning
            or AwaitingConsumerDelete;

    /// <summary>Whether nothing can happen to it any more.</summary>
    public static bool IsFinal(ConnectionStage stage) => stage is Denied or Withdrawn or Expired or Deleted or Abandoned;
}
