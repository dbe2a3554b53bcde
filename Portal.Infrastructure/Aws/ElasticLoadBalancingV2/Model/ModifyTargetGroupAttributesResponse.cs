using Amazon.Runtime;

namespace Amazon.ElasticLoadBalancingV2.Model;

public sealed class ModifyTargetGroupAttributesResponse : AmazonWebServiceResponse
{
    public List<TargetGroupAttribute>? Attributes { get; set; }
}
