using Amazon.Runtime.Internal;

namespace Amazon.ElasticLoadBalancingV2.Internal;

// The base class has an empty one: telemetry would not know which service it measures.
internal sealed class ElasticLoadBalancingV2Metadata : IServiceMetadata
{
    public string ServiceId => "Elastic Load Balancing v2";

    public IDictionary<string, string> OperationNameMapping { get; } = new Dictionary<string, string>();
}
