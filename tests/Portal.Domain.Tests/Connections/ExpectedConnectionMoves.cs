using System.Runtime.CompilerServices;
using Portal.Domain.Connections;
using static Portal.Domain.Connections.ConnectionAction;
using static Portal.Domain.Connections.ConnectionStage;

namespace Portal.Domain.Tests.Connections;

/// <summary>The moves of a connection as they were agreed, written apart from the product's table.</summary>
internal static class ExpectedConnectionMoves
{
    public static readonly Dictionary<(ConnectionStage From, ConnectionAction Action), ConnectionStage> All = new()
    {
        [(Draft, Submit)] = AwaitingApproval,
        [(Draft, Withdraw)] = Withdrawn,

        [(AwaitingApproval, Approve)] = ConnectionStage.Provisioning,
        [(AwaitingApproval, ApproveForLater)] = Scheduled,
        [(AwaitingApproval, Deny)] = Denied,
        [(AwaitingApproval, Withdraw)] = Withdrawn,
        [(AwaitingApproval, Expire)] = Expired,
        [(AwaitingApproval, RequestChanges)] = ChangesRequested,

        [(ChangesRequested, Submit)] = AwaitingApproval,
        [(ChangesRequested, Withdraw)] = Withdrawn,
        [(ChangesRequested, Expire)] = Expired,

        [(Scheduled, Start)] = ConnectionStage.Provisioning,
        [(Scheduled, Withdraw)] = Withdrawn,
        [(Scheduled, VoidApproval)] = AwaitingApproval,

        [(ConnectionStage.Provisioning, VoidApproval)] = AwaitingApproval,
        [(ConnectionStage.Provisioning, AwaitConsumer)] = AwaitingConsumer,
        [(ConnectionStage.Provisioning, BringEndpoint)] = ConnectionStage.Provisioning,
        [(ConnectionStage.Provisioning, MarkAvailable)] = Available,
        [(ConnectionStage.Provisioning, Delete)] = Deprovisioning,
        [(ConnectionStage.Provisioning, ConnectionAction.CutOff)] = ConnectionStage.CutOff,

        [(AwaitingConsumer, BringEndpoint)] = ConnectionStage.Provisioning,
        [(AwaitingConsumer, Delete)] = Deprovisioning,

        [(Available, MarkDisconnected)] = Disconnected,
        [(Available, Delete)] = Deprovisioning,
        [(Available, ConnectionAction.CutOff)] = ConnectionStage.CutOff,

        [(Disconnected, MarkAvailable)] = Available,
        [(Disconnected, Reconnect)] = ConnectionStage.Provisioning,
        [(Disconnected, Delete)] = Deprovisioning,
        [(Disconnected, ConnectionAction.CutOff)] = ConnectionStage.CutOff,
        [(ConnectionStage.CutOff, Restore)] = ConnectionStage.Provisioning,
        [(ConnectionStage.CutOff, Delete)] = Deprovisioning,
        [(ConnectionStage.CutOff, Abandon)] = Abandoned,

        [(Deprovisioning, MarkDeleted)] = Deleted,
        [(Deprovisioning, MarkAwaitingConsumerDelete)] = AwaitingConsumerDelete,
        [(Deprovisioning, Abandon)] = Abandoned,

        [(AwaitingConsumerDelete, MarkDeleted)] = Deleted,
        [(AwaitingConsumerDelete, Abandon)] = Abandoned,
    };

    private static readonly Dictionary<ConnectionStage, IReadOnlyList<ConnectionAction>> WaysTo = Paths.From(Draft, All);

    public static IReadOnlyCollection<ConnectionStage> Reachable => WaysTo.Keys;

    /// <summary>Takes any move through the aggregate's one door, whoever it belongs to.</summary>
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "Move")]
    public static extern void Move(this Connection connection, ConnectionAction action, string? reason, DateTimeOffset now);

    /// <summary>A connection that has come to the stage, with its history told already.</summary>
    public static Connection At(ConnectionStage stage, ConnectionSpec? spec = null)
    {
        var connection = Samples.Connection(spec);
        foreach (var action in WaysTo[stage])
        {
            connection.Move(action, null, Samples.Now);
        }

        connection.TakeEvents();
        return connection;
    }
}
