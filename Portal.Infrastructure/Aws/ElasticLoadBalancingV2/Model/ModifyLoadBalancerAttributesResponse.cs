using Amazon.Runtime;

namespace Amazon.ElasticLoadBalancingV2.Model;

public sealed class ModifyLoadBalancerAttributesResponse : AmazonWebServiceResponse
{
    public List<LoadBalancerAttribute>? Attributes { get; set; }
}
