using Amazon.Runtime;

namespace Amazon.ElasticLoadBalancingV2.Model;

public sealed class CreateTargetGroupResponse : AmazonWebServiceResponse
{
    public List<TargetGroup>? TargetGroups { get; set; }
}
