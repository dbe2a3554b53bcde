using Amazon.ElasticLoadBalancingV2.Internal;
using Amazon.ElasticLoadBalancingV2.Model;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace Amazon.ElasticLoadBalancingV2;

/// <summary>
/// Talks to Elastic Load Balancing version 2 through the AWS SDK's own pipeline, so that signing, retries and errors are the SDK's.
/// Names and types are those of the package AWSSDK.ElasticLoadBalancingV2, which can take this folder's place.
/// </summary>
public class AmazonElasticLoadBalancingV2Client : AmazonServiceClient, IAmazonElasticLoadBalancingV2
{
    private static readonly QueryMarshaller QueryMarshaller = new();

    public AmazonElasticLoadBalancingV2Client()
        : this(new AmazonElasticLoadBalancingV2Config())
    {
    }

    public AmazonElasticLoadBalancingV2Client(RegionEndpoint region)
        : this(new AmazonElasticLoadBalancingV2Config { RegionEndpoint = region })
    {
    }

    public AmazonElasticLoadBalancingV2Client(AmazonElasticLoadBalancingV2Config config)
        : base(config) => Paginators = new ElasticLoadBalancingV2PaginatorFactory(this);

    public AmazonElasticLoadBalancingV2Client(AWSCredentials credentials)
        : this(credentials, new AmazonElasticLoadBalancingV2Config())
    {
    }

    public AmazonElasticLoadBalancingV2Client(AWSCredentials credentials, RegionEndpoint region)
        : this(credentials, new AmazonElasticLoadBalancingV2Config { RegionEndpoint = region })
    {
    }

    public AmazonElasticLoadBalancingV2Client(AWSCredentials credentials, AmazonElasticLoadBalancingV2Config clientConfig)
        : base(credentials, clientConfig) => Paginators = new ElasticLoadBalancingV2PaginatorFactory(this);

    public IElasticLoadBalancingV2PaginatorFactory Paginators { get; }

    protected override IServiceMetadata ServiceMetadata { get; } = new ElasticLoadBalancingV2Metadata();

    public virtual Task<CreateLoadBalancerResponse> CreateLoadBalancerAsync(CreateLoadBalancerRequest request, CancellationToken cancellationToken = default) =>
        SendAsync<CreateLoadBalancerResponse>(request, cancellationToken);

    public virtual Task<DescribeLoadBalancersResponse> DescribeLoadBalancersAsync(
        DescribeLoadBalancersRequest request, CancellationToken cancellationToken = default) =>
        SendAsync<DescribeLoadBalancersResponse>(request, cancellationToken);

    public virtual Task<DeleteLoadBalancerResponse> DeleteLoadBalancerAsync(DeleteLoadBalancerRequest request, CancellationToken cancellationToken = default) =>
        SendAsync<DeleteLoadBalancerResponse>(request, cancellationToken);

    public virtual Task<DescribeLoadBalancerAttributesResponse> DescribeLoadBalancerAttributesAsync(
        DescribeLoadBalancerAttributesRequest request, CancellationToken cancellationToken = default) =>
        SendAsync<DescribeLoadBalancerAttributesResponse>(request, cancellationToken);

    public virtual Task<ModifyLoadBalancerAttributesResponse> ModifyLoadBalancerAttributesAsync(
        ModifyLoadBalancerAttributesRequest request, CancellationToken cancellationToken = default) =>
        SendAsync<ModifyLoadBalancerAttributesResponse>(request, cancellationToken);

    public virtual Task<SetSecurityGroupsResponse> SetSecurityGroupsAsync(SetSecurityGroupsRequest request, CancellationToken cancellationToken = default) =>
        SendAsync<SetSecurityGroupsResponse>(request, cancellationToken);

    public virtual Task<SetSubnetsResponse> SetSubnetsAsync(SetSubnetsRequest request, CancellationToken cancellationToken = default) =>
        SendAsync<SetSubnetsResponse>(request, cancellationToken);

    public virtual Task<CreateTargetGroupResponse> CreateTargetGroupAsync(CreateTargetGroupRequest request, CancellationToken cancellationToken = default) =>
        SendAsync<CreateTargetGroupResponse>(request, cancellationToken);

    public virtual Task<DescribeTargetGroupsResponse> DescribeTargetGroupsAsync(
        DescribeTargetGroupsRequest request, CancellationToken cancellationToken = default) =>
        SendAsync<DescribeTargetGroupsResponse>(request, cancellationToken);

    public virtual Task<ModifyTargetGroupResponse> ModifyTargetGroupAsync(ModifyTargetGroupRequest request, CancellationToken cancellationToken = default) =>
        SendAsync<ModifyTargetGroupResponse>(request, cancellationToken);

    public virtual Task<DeleteTargetGroupResponse> DeleteTargetGroupAsync(DeleteTargetGroupRequest request, CancellationToken cancellationToken = default) =>
        SendAsync<DeleteTargetGroupResponse>(request, cancellationToken);

    public virtual Task<DescribeTargetGroupAttributesResponse> DescribeTargetGroupAttributesAsync(
        DescribeTargetGroupAttributesRequest request, CancellationToken cancellationToken = default) =>
        SendAsync<DescribeTargetGroupAttributesResponse>(request, cancellationToken);

    public virtual Task<ModifyTargetGroupAttributesResponse> ModifyTargetGroupAttributesAsync(
        ModifyTargetGroupAttributesRequest request, CancellationToken cancellationToken = default) =>
        SendAsync<ModifyTargetGroupAttributesResponse>(request, cancellationToken);

    public virtual Task<RegisterTargetsResponse> RegisterTargetsAsync(RegisterTargetsRequest request, CancellationToken cancellationToken = default) =>
        SendAsync<RegisterTargetsResponse>(request, cancellationToken);

    public virtual Task<DeregisterTargetsResponse> DeregisterTargetsAsync(DeregisterTargetsRequest request, CancellationToken cancellationToken = default) =>
        SendAsync<DeregisterTargetsResponse>(request, cancellationToken);

    public virtual Task<DescribeTargetHealthResponse> DescribeTargetHealthAsync(
        DescribeTargetHealthRequest request, CancellationToken cancellationToken = default) =>
        SendAsync<DescribeTargetHealthResponse>(request, cancellationToken);

    public virtual Task<CreateListenerResponse> CreateListenerAsync(CreateListenerRequest request, CancellationToken cancellationToken = default) =>
        SendAsync<CreateListenerResponse>(request, cancellationToken);

    public virtual Task<DescribeListenersResponse> DescribeListenersAsync(DescribeListenersRequest request, CancellationToken cancellationToken = default) =>
        SendAsync<DescribeListenersResponse>(request, cancellationToken);

    public virtual Task<ModifyListenerResponse> ModifyListenerAsync(ModifyListenerRequest request, CancellationToken cancellationToken = default) =>
        SendAsync<ModifyListenerResponse>(request, cancellationToken);

    public virtual Task<DeleteListenerResponse> DeleteListenerAsync(DeleteListenerRequest request, CancellationToken cancellationToken = default) =>
        SendAsync<DeleteListenerResponse>(request, cancellationToken);

    public virtual Task<AddTagsResponse> AddTagsAsync(AddTagsRequest request, CancellationToken cancellationToken = default) =>
        SendAsync<AddTagsResponse>(request, cancellationToken);

    public virtual Task<RemoveTagsResponse> RemoveTagsAsync(RemoveTagsRequest request, CancellationToken cancellationToken = default) =>
        SendAsync<RemoveTagsResponse>(request, cancellationToken);

    public virtual Task<DescribeTagsResponse> DescribeTagsAsync(DescribeTagsRequest request, CancellationToken cancellationToken = default) =>
        SendAsync<DescribeTagsResponse>(request, cancellationToken);
    // The base pipeline signs nothing by itself.
    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline) => pipeline.AddHandlerAfter<Marshaller>(new SigV4AuthHandler());

    private Task<TResponse> SendAsync<TResponse>(AmazonElasticLoadBalancingV2Request request, CancellationToken cancellationToken)
        where TResponse : AmazonWebServiceResponse, new() =>
        InvokeAsync<TResponse>(
            request, new InvokeOptions { RequestMarshaller = QueryMarshaller, ResponseUnmarshaller = QueryUnmarshaller<TResponse>.Instance },
            cancellationToken);
}
