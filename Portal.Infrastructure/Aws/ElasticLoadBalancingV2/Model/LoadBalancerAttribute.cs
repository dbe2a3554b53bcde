namespace Amazon.ElasticLoadBalancingV2.Model;

/// <summary>A setting of a load balancer by its key, such as <c>load_balancing.cross_zone.enabled</c>.</summary>
public sealed class LoadBalancerAttribute
{
    public string? Key { get; set; }
    public string? Value { get; set; }
}
