using Amazon.Runtime;

namespace Amazon.ElasticLoadBalancingV2.Model;

public sealed class DescribeLoadBalancersResponse : AmazonWebServiceResponse
{
    public List<LoadBalancer>? LoadBalancers { get; set; }
    public string? NextMarker { get; set; }
}
