using Amazon.Runtime;

namespace Amazon.ElasticLoadBalancingV2.Model;

public sealed class DescribeTargetGroupAttributesResponse : AmazonWebServiceResponse
{
    public List<TargetGroupAttribute>? Attributes { get; set; }
}
