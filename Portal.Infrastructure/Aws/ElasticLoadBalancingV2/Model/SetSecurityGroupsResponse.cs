using Amazon.Runtime;

namespace Amazon.ElasticLoadBalancingV2.Model;

public sealed class SetSecurityGroupsResponse : AmazonWebServiceResponse
{
    public List<string>? SecurityGroupIds { get; set; }
    public EnforceSecurityGroupInboundRulesOnPrivateLinkTrafficEnum? EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic { get; set; }
}
