namespace Portal.Domain.EndpointServices;

/// <summary>AWS's state of a load balancer; unknown text becomes Unknown.</summary>
public enum LoadBalancerState
{
    Unknown,
    Provisioning,
    Active,
    ActiveImpaired,
    Failed,
}
