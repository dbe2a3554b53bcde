using Amazon.Runtime;

namespace Amazon.ElasticLoadBalancingV2.Model;

public sealed class CreateLoadBalancerResponse : AmazonWebServiceResponse
{
    public List<LoadBalancer>? LoadBalancers { get; set; }
}
