using System.Runtime.CompilerServices;
using Amazon.ElasticLoadBalancingV2.Model;
using Amazon.Runtime;

namespace Amazon.ElasticLoadBalancingV2.Internal;

internal sealed class ElasticLoadBalancingV2PaginatorFactory(IAmazonElasticLoadBalancingV2 client) : IElasticLoadBalancingV2PaginatorFactory
{
    public IDescribeListenersPaginator DescribeListeners(DescribeListenersRequest request) => new Listeners(new(
        (marker, cancellationToken) => client.DescribeListenersAsync(
            new() { LoadBalancerArn = request.LoadBalancerArn, ListenerArns = request.ListenerArns, PageSize = request.PageSize, Marker = marker },
            cancellationToken),
        request.Marker,
        page => page.NextMarker));

    public IDescribeLoadBalancersPaginator DescribeLoadBalancers(DescribeLoadBalancersRequest request) => new LoadBalancers(new(
        (marker, cancellationToken) => client.DescribeLoadBalancersAsync(
            new() { LoadBalancerArns = request.LoadBalancerArns, Names = request.Names, PageSize = request.PageSize, Marker = marker }, cancellationToken),
        request.Marker,
        page => page.NextMarker));

    public IDescribeTargetGroupsPaginator DescribeTargetGroups(DescribeTargetGroupsRequest request) => new TargetGroups(new(
        (marker, cancellationToken) => client.DescribeTargetGroupsAsync(
            new()
            {
                LoadBalancerArn = request.LoadBalancerArn,
                TargetGroupArns = request.TargetGroupArns,
                Names = request.Names,
                PageSize = request.PageSize,
                Marker = marker
            }, cancellationToken),
        request.Marker,
        page => page.NextMarker));

    private sealed class Listeners(Pages<DescribeListenersResponse> pages) : IDescribeListenersPaginator
    {
        public IPaginatedEnumerable<DescribeListenersResponse> Responses => new PaginatedResponse<DescribeListenersResponse>(pages);

        IPaginatedEnumerable<Listener> IDescribeListenersPaginator.Listeners =>
            new PaginatedResultKeyResponse<DescribeListenersResponse, Listener>(pages, page => page.Listeners ?? []);
    }

    private sealed class LoadBalancers(Pages<DescribeLoadBalancersResponse> pages) : IDescribeLoadBalancersPaginator
    {
        public IPaginatedEnumerable<DescribeLoadBalancersResponse> Responses => new PaginatedResponse<DescribeLoadBalancersResponse>(pages);

        IPaginatedEnumerable<LoadBalancer> IDescribeLoadBalancersPaginator.LoadBalancers =>
            new PaginatedResultKeyResponse<DescribeLoadBalancersResponse, LoadBalancer>(pages, page => page.LoadBalancers ?? []);
    }

    private sealed class TargetGroups(Pages<DescribeTargetGroupsResponse> pages) : IDescribeTargetGroupsPaginator
    {
        public IPaginatedEnumerable<DescribeTargetGroupsResponse> Responses => new PaginatedResponse<DescribeTargetGroupsResponse>(pages);

        IPaginatedEnumerable<TargetGroup> IDescribeTargetGroupsPaginator.TargetGroups =>
            new PaginatedResultKeyResponse<DescribeTargetGroupsResponse, TargetGroup>(pages, page => page.TargetGroups ?? []);
    }

    private sealed class Pages<TResponse>(
        Func<string?, CancellationToken, Task<TResponse>> read, string? first, Func<TResponse, string?> next) : IPaginator<TResponse>
    {
        public async IAsyncEnumerable<TResponse> PaginateAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            var marker = first;
            do
            {
                var page = await read(marker, cancellationToken);
                marker = next(page);
                yield return page;
            }
            while (!string.IsNullOrEmpty(marker));
        }
    }
}
