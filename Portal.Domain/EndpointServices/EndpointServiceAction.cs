namespace Portal.Domain.EndpointServices;

/// <summary>What can happen to a service.</summary>
public enum EndpointServiceAction
{
    Publish,
    MarkAvailable,
    Drain,
    ResumeService,
    Withdraw,
    MarkWithdrawn,
    MarkLost,
    MarkDraining,
}
