namespace Portal.Domain.Connections;

/// <summary>How far a connection has come in the portal; AWS's own state of the endpoint stands beside it.</summary>
public enum ConnectionStage
{
    /// <summary>Being written by the consumer.</summary>
    Draft,

    /// <summary>People have to decide.</summary>
    AwaitingApproval,

    /// <summary>A person said no.</summary>
    Denied,

    /// <summary>The consumer took the request back.</summary>
    Withdrawn,

    /// <summary>Nobody decided in time.</summary>
    Expired,

    /// <summary>An approver wants something changed first.</summary>
    ChangesRequested,

    /// <summary>Approved for a later start.</summary>
    Scheduled,

    /// <summary>The portal works on it in AWS.</summary>
    Provisioning,

    /// <summary>The consumer has to create the endpoint in their own account.</summary>
    AwaitingConsumer,

    /// <summary>The endpoint is accepted and available.</summary>
    Available,

    /// <summary>Rejected, deleted or failed on AWS's side.</summary>
    Disconnected,

    /// <summary>Rejected on the provider's side by the provider or a network admin; the consumer's endpoint stays, and can be accepted again.</summary>
    CutOff,

    /// <summary>What it owns in AWS is being deleted.</summary>
    Deprovisioning,

    /// <summary>Rejected, but the consumer's own endpoint still stands and is billed.</summary>
    AwaitingConsumerDelete,

    /// <summary>Nothing of it is left in AWS.</summary>
    Deleted,

    /// <summary>Access was lost for good; an admin closed it.</summary>
    Abandoned,

    /// <summary>Written by a newer version of the portal; never stored by this one.</summary>
    Unknown = -1,
}
