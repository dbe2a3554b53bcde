namespace Amazon.ElasticLoadBalancingV2.Model;

/// <summary>Asks to replace the subnets, and so the zones, of a load balancer.</summary>
public sealed class SetSubnetsRequest : AmazonElasticLoadBalancingV2Request
{
    public string? LoadBalancerArn { get; set; }
    public List<string>? Subnets { get; set; }
    public List<SubnetMapping>? SubnetMappings { get; set; }
    public IpAddressType? IpAddressType { get; set; }
    public EnablePrefixForIpv6SourceNatEnum? EnablePrefixForIpv6SourceNat { get; set; }
}
