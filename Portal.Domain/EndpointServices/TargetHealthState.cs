namespace Portal.Domain.EndpointServices;

/// <summary>AWS's verdict on one target.</summary>
public enum TargetHealthState
{
    Unknown,
    Initial,
    Healthy,
    Unhealthy,
    Unused,
    Draining,
    Unavailable,
}
