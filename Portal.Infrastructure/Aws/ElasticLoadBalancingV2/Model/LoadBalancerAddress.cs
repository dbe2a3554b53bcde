namespace Amazon.ElasticLoadBalancingV2.Model;

/// <summary>One address of a load balancer in a zone.</summary>
public sealed class LoadBalancerAddress
{
    public string? IpAddress { get; set; }
    public string? AllocationId { get; set; }
    public string? PrivateIPv4Address { get; set; }
    public string? IPv6Address { get; set; }
}
