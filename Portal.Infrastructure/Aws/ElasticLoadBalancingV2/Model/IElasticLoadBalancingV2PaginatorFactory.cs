namespace Amazon.ElasticLoadBalancingV2.Model;

/// <summary>Reads lists to their end, page by page.</summary>
public interface IElasticLoadBalancingV2PaginatorFactory
{
    IDescribeListenersPaginator DescribeListeners(DescribeListenersRequest request);

    IDescribeLoadBalancersPaginator DescribeLoadBalancers(DescribeLoadBalancersRequest request);

    IDescribeTargetGroupsPaginator DescribeTargetGroups(DescribeTargetGroupsRequest request);
}
