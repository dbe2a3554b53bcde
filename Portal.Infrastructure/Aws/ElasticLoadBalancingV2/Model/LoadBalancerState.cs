namespace Amazon.ElasticLoadBalancingV2.Model;

/// <summary>How far a load balancer has come, and why.</summary>
public sealed class LoadBalancerState
{
    public LoadBalancerStateEnum? Code { get; set; }
    public string? Reason { get; set; }
}
