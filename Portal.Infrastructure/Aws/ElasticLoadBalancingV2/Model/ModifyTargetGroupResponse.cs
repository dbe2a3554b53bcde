using Amazon.Runtime;

namespace Amazon.ElasticLoadBalancingV2.Model;

public sealed class ModifyTargetGroupResponse : AmazonWebServiceResponse
{
    public List<TargetGroup>? TargetGroups { get; set; }
}
