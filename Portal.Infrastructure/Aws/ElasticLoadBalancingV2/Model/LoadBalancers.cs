using Amazon.Runtime;

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

public sealed class CreateLoadBalancerResponse : AmazonWebServiceResponse
{
    public List<LoadBalancer>? LoadBalancers { get; set; }
}

/// <summary>Asks for load balancers by ARN, by name, or page by page.</summary>
public sealed class DescribeLoadBalancersRequest : AmazonElasticLoadBalancingV2Request
{
    public List<string>? LoadBalancerArns { get; set; }
    public List<string>? Names { get; set; }
    public string? Marker { get; set; }
    public int? PageSize { get; set; }
}

public sealed class DescribeLoadBalancersResponse : AmazonWebServiceResponse
{
    public List<LoadBalancer>? LoadBalancers { get; set; }
    public string? NextMarker { get; set; }
}

/// <summary>Asks to delete a load balancer together with its listeners; an unknown ARN is no error.</summary>
public sealed class DeleteLoadBalancerRequest : AmazonElasticLoadBalancingV2Request
{
    public string? LoadBalancerArn { get; set; }
}

public sealed class DeleteLoadBalancerResponse : AmazonWebServiceResponse;

/// <summary>Asks for the attributes of one load balancer.</summary>
public sealed class DescribeLoadBalancerAttributesRequest : AmazonElasticLoadBalancingV2Request
{
    public string? LoadBalancerArn { get; set; }
}

public sealed class DescribeLoadBalancerAttributesResponse : AmazonWebServiceResponse
{
    public List<LoadBalancerAttribute>? Attributes { get; set; }
}

/// <summary>Asks to set some attributes of one load balancer.</summary>
public sealed class ModifyLoadBalancerAttributesRequest : AmazonElasticLoadBalancingV2Request
{
    public string? LoadBalancerArn { get; set; }
    public List<LoadBalancerAttribute>? Attributes { get; set; }
}

public sealed class ModifyLoadBalancerAttributesResponse : AmazonWebServiceResponse
{
    public List<LoadBalancerAttribute>? Attributes { get; set; }
}

/// <summary>Asks to replace the security groups of a load balancer, and says whether they filter PrivateLink traffic.</summary>
public sealed class SetSecurityGroupsRequest : AmazonElasticLoadBalancingV2Request
{
    public string? LoadBalancerArn { get; set; }
    public List<string>? SecurityGroups { get; set; }
    public EnforceSecurityGroupInboundRulesOnPrivateLinkTrafficEnum? EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic { get; set; }
}

public sealed class SetSecurityGroupsResponse : AmazonWebServiceResponse
{
    public List<string>? SecurityGroupIds { get; set; }
    public EnforceSecurityGroupInboundRulesOnPrivateLinkTrafficEnum? EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic { get; set; }
}

/// <summary>Asks to replace the subnets, and so the zones, of a load balancer.</summary>
public sealed class SetSubnetsRequest : AmazonElasticLoadBalancingV2Request
{
    public string? LoadBalancerArn { get; set; }
    public List<string>? Subnets { get; set; }
    public List<SubnetMapping>? SubnetMappings { get; set; }
    public IpAddressType? IpAddressType { get; set; }
    public EnablePrefixForIpv6SourceNatEnum? EnablePrefixForIpv6SourceNat { get; set; }
}

public sealed class SetSubnetsResponse : AmazonWebServiceResponse
{
    public List<AvailabilityZone>? AvailabilityZones { get; set; }
    public IpAddressType? IpAddressType { get; set; }
    public EnablePrefixForIpv6SourceNatEnum? EnablePrefixForIpv6SourceNat { get; set; }
}

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

/// <summary>How far a load balancer has come, and why.</summary>
public sealed class LoadBalancerState
{
    public LoadBalancerStateEnum? Code { get; set; }
    public string? Reason { get; set; }
}

/// <summary>One zone of a load balancer: the subnet and the addresses it has there.</summary>
public sealed class AvailabilityZone
{
    public string? ZoneName { get; set; }
    public string? SubnetId { get; set; }
    public string? OutpostId { get; set; }
    public List<LoadBalancerAddress>? LoadBalancerAddresses { get; set; }
    public List<string>? SourceNatIpv6Prefixes { get; set; }
}

/// <summary>One address of a load balancer in a zone.</summary>
public sealed class LoadBalancerAddress
{
    public string? IpAddress { get; set; }
    public string? AllocationId { get; set; }
    public string? PrivateIPv4Address { get; set; }
    public string? IPv6Address { get; set; }
}

/// <summary>A setting of a load balancer by its key, such as <c>load_balancing.cross_zone.enabled</c>.</summary>
public sealed class LoadBalancerAttribute
{
    public string? Key { get; set; }
    public string? Value { get; set; }
}

/// <summary>A subnet of a load balancer together with the address wanted in it.</summary>
public sealed class SubnetMapping
{
    public string? SubnetId { get; set; }
    public string? AllocationId { get; set; }
    public string? PrivateIPv4Address { get; set; }
    public string? IPv6Address { get; set; }
    public string? SourceNatIpv6Prefix { get; set; }
}

/// <summary>The address pools a load balancer draws from.</summary>
public sealed class IpamPools
{
    public string? Ipv4IpamPoolId { get; set; }
}
