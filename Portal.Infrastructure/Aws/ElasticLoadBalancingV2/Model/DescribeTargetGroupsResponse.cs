using Amazon.Runtime;

namespace Amazon.ElasticLoadBalancingV2.Model;

public sealed class DescribeTargetGroupsResponse : AmazonWebServiceResponse
{
    public List<TargetGroup>? TargetGroups { get; set; }
    public string? NextMarker { get; set; }
}
