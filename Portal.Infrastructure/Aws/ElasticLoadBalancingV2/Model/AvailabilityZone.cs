namespace Amazon.ElasticLoadBalancingV2.Model;

/// <summary>One zone of a load balancer: the subnet and the addresses it has there.</summary>
public sealed class AvailabilityZone
{
    public string? ZoneName { get; set; }
    public string? SubnetId { get; set; }
    public string? OutpostId { get; set; }
    public List<LoadBalancerAddress>? LoadBalancerAddresses { get; set; }
    public List<string>? SourceNatIpv6Prefixes { get; set; }
}
