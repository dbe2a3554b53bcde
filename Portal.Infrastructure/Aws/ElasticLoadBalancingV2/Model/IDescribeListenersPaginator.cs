using Amazon.Runtime;

namespace Amazon.ElasticLoadBalancingV2.Model;

/// <summary>All listeners that a request asks for.</summary>
public interface IDescribeListenersPaginator
{
    IPaginatedEnumerable<DescribeListenersResponse> Responses { get; }

    IPaginatedEnumerable<Listener> Listeners { get; }
}
