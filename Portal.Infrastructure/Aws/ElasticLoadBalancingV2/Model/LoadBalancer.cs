namespace Amazon.ElasticLoadBalancingV2.Model;

/// <summary>A load balancer as AWS reports it.</summary>
public sealed class LoadBalancer
{
    public string? LoadBalancerArn { get; set; }
    public string? DNSName { get; set; }
    public string? CanonicalHostedZoneId { get; set; }
    public DateTime? CreatedTime { get; set; }
    public string? LoadBalancerName { get; set; }
    public LoadBalancerSchemeEnum? Scheme { get; set; }
    public string? VpcId { get; set; }
    public LoadBalancerState? State { get; set; }
    public LoadBalancerTypeEnum? Type { get; set; }
    public List<AvailabilityZone>? AvailabilityZones { get; set; }
    public List<string>? SecurityGroups { get; set; }
    public IpAddressType? IpAddressType { get; set; }
    public string? CustomerOwnedIpv4Pool { get; set; }
    public string? EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic { get; set; }
    public EnablePrefixForIpv6SourceNatEnum? EnablePrefixForIpv6SourceNat { get; set; }
    public IpamPools? IpamPools { get; set; }
}
