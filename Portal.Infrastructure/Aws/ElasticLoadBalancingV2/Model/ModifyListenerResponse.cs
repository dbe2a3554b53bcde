using Amazon.Runtime;

namespace Amazon.ElasticLoadBalancingV2.Model;

public sealed class ModifyListenerResponse : AmazonWebServiceResponse
{
    public List<Listener>? Listeners { get; set; }
}
