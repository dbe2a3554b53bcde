using Amazon.Runtime;

namespace Amazon.ElasticLoadBalancingV2.Model;

public sealed class CreateListenerResponse : AmazonWebServiceResponse
{
    public List<Listener>? Listeners { get; set; }
}
