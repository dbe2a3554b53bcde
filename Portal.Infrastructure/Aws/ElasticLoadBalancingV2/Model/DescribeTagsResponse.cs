using Amazon.Runtime;

namespace Amazon.ElasticLoadBalancingV2.Model;

public sealed class DescribeTagsResponse : AmazonWebServiceResponse
{
    public List<TagDescription>? TagDescriptions { get; set; }
}
