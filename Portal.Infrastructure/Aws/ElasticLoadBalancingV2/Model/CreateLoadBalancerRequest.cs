namespace Amazon.ElasticLoadBalancingV2.Model;

/// <summary>Asks for a new load balancer; repeating it with the same name and settings gives the existing one.</summary>
public sealed class CreateLoadBalancerRequest : AmazonElasticLoadBalancingV2Request
{
    public string? Name { get; set; }
    public List<string>? Subnets { get; set; }
    public List<SubnetMapping>? SubnetMappings { get; set; }
    public List<string>? SecurityGroups { get; set; }
    public LoadBalancerSchemeEnum? Scheme { get; set; }
    public List<Tag>? Tags { get; set; }
    public LoadBalancerTypeEnum? Type { get; set; }
    public IpAddressType? IpAddressType { get; set; }
    public string? CustomerOwnedIpv4Pool { get; set; }
    public EnablePrefixForIpv6SourceNatEnum? EnablePrefixForIpv6SourceNat { get; set; }
    public IpamPools? IpamPools { get; set; }
}
