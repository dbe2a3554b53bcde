namespace Amazon.ElasticLoadBalancingV2.Model;

/// <summary>A subnet of a load balancer together with the address wanted in it.</summary>
public sealed class SubnetMapping
{
    public string? SubnetId { get; set; }
    public string? AllocationId { get; set; }
    public string? PrivateIPv4Address { get; set; }
    public string? IPv6Address { get; set; }
    public string? SourceNatIpv6Prefix { get; set; }
}
