using Amazon.Runtime;

namespace Amazon.ElasticLoadBalancingV2.Model;

public sealed class RemoveTagsResponse : AmazonWebServiceResponse;
