namespace Amazon.ElasticLoadBalancingV2.Model;

/// <summary>Asks to replace the security groups of a load balancer, and says whether they filter PrivateLink traffic.</summary>
public sealed class SetSecurityGroupsRequest : AmazonElasticLoadBalancingV2Request
{
    public string? LoadBalancerArn { get; set; }
    public List<string>? SecurityGroups { get; set; }
    public EnforceSecurityGroupInboundRulesOnPrivateLinkTrafficEnum? EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic { get; set; }
}
