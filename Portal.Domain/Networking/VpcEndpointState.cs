namespace Portal.Domain.Networking;

/// <summary>AWS's state of an interface endpoint, under AWS's names; unknown text becomes Unknown and is shown as it came.</summary>
public enum VpcEndpointState
{
    Unknown,
    PendingAcceptance,
    Pending,
    Available,
    Deleting,
    Deleted,
    Rejected,
    Failed,
    Expired,
    Partial,
}
