namespace Portal.Domain.Connections;

/// <summary>What can happen to a connection.</summary>
public enum ConnectionAction
{
    Submit,
    Approve,
    ApproveForLater,
    Deny,
    RequestChanges,
    Withdraw,
    Expire,
    Start,
    VoidApproval,
    AwaitConsumer,
    BringEndpoint,
    MarkAvailable,
    MarkDisconnected,
    Reconnect,
    CutOff,
    Restore,
    Delete,
    MarkAwaitingConsumerDelete,
    MarkDeleted,
    Abandon,
}
