using Amazon.Runtime;

namespace Amazon.ElasticLoadBalancingV2.Model;

public sealed class DescribeLoadBalancerAttributesResponse : AmazonWebServiceResponse
{
    public List<LoadBalancerAttribute>? Attributes { get; set; }
}
