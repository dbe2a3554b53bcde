using Amazon.ElasticLoadBalancingV2;
using Amazon.ElasticLoadBalancingV2.Model;
using Amazon.Runtime;
using Portal.Domain.Provisioning;

namespace Portal.Infrastructure.Aws;

/// <summary>Lists what a service owns of an account by its tags, whatever its name or ARN: a second read beside the one by ARN.</summary>
public sealed class LoadBalancerInventoryGateway(AwsClients clients)
{
    // Elastic Load Balancing tells the tags of so many things a call.
    private const int ArnsACall = 20;

    /// <summary>The load balancers that carry the service's tags.</summary>
    public Task<IReadOnlyList<OwnedObject>> LoadBalancersAsync(AwsScope scope, Guid installationId, Guid serviceId, CancellationToken cancellationToken) =>
        clients.ReadAsync(scope, Party.Provider, async aws =>
        {
            var pages = aws.LoadBalancing.Paginators.DescribeLoadBalancers(new DescribeLoadBalancersRequest()).Responses;
            var all = await Replies.AllAsync(pages, page => page.LoadBalancers, cancellationToken).ConfigureAwait(false);
            return await OwnedAsync(
                aws.LoadBalancing, [.. all.Select(one => one.LoadBalancerArn).OfType<string>()], installationId, serviceId,
                cancellationToken).ConfigureAwait(false);
        }, cancellationToken);

    /// <summary>The target groups that carry the service's tags.</summary>
    public Task<IReadOnlyList<OwnedObject>> TargetGroupsAsync(AwsScope scope, Guid installationId, Guid serviceId, CancellationToken cancellationToken) =>
        clients.ReadAsync(scope, Party.Provider, async aws =>
        {
            var pages = aws.LoadBalancing.Paginators.DescribeTargetGroups(new DescribeTargetGroupsRequest()).Responses;
            var all = await Replies.AllAsync(pages, page => page.TargetGroups, cancellationToken).ConfigureAwait(false);
            return await OwnedAsync(
                aws.LoadBalancing, [.. all.Select(one => one.TargetGroupArn).OfType<string>()], installationId, serviceId,
                cancellationToken).ConfigureAwait(false);
        }, cancellationToken);

    /// <summary>Whether AWS shows the load balancer, target group or listener of that ARN, whatever its tags.</summary>
    public Task<bool> StandsAsync(AwsScope scope, string arn, CancellationToken cancellationToken) => clients.ReadAsync(scope, Party.Provider, async aws =>
    {
        try
        {
            return await DescribeAsync(aws.LoadBalancing, arn, cancellationToken).ConfigureAwait(false) > 0;
        }
        catch (AmazonServiceException exception) when (AwsErrors.IsNotFound(exception.ErrorCode))
        {
            return false;
        }
    }, cancellationToken);

    private static async Task<int> DescribeAsync(AmazonElasticLoadBalancingV2Client elb, string arn, CancellationToken cancellationToken) =>
        arn.Split(':')[^1].Split('/')[0] switch
        {
            "listener" => Replies.Checked(
                await elb.DescribeListenersAsync(new DescribeListenersRequest { ListenerArns = [arn] }, cancellationToken)
                    .ConfigureAwait(false)).Listeners?.Count ?? 0,
            "targetgroup" => Replies.Checked(
                await elb.DescribeTargetGroupsAsync(new DescribeTargetGroupsRequest { TargetGroupArns = [arn] }, cancellationToken)
                    .ConfigureAwait(false)).TargetGroups?.Count ?? 0,
            _ => Replies.Checked(
                await elb.DescribeLoadBalancersAsync(new DescribeLoadBalancersRequest { LoadBalancerArns = [arn] }, cancellationToken)
                    .ConfigureAwait(false)).LoadBalancers?.Count ?? 0,
        };

    private static async Task<IReadOnlyList<OwnedObject>> OwnedAsync(
        AmazonElasticLoadBalancingV2Client elb, IReadOnlyList<string> arns, Guid installationId, Guid serviceId, CancellationToken cancellationToken)
    {
        List<OwnedObject> owned = [];
        foreach (var some in arns.Chunk(ArnsACall))
        {
            var reply = Replies.Checked(
                await elb.DescribeTagsAsync(new DescribeTagsRequest { ResourceArns = [.. some] }, cancellationToken).ConfigureAwait(false));
            owned.AddRange((reply.TagDescriptions ?? [])
                .Where(one => Text(one, PortalTags.Installation) == installationId.ToString() && Text(one, PortalTags.Service) == serviceId.ToString())
                .Select(one => new OwnedObject(one.ResourceArn ?? "", Guid.TryParse(Text(one, PortalTags.Operation), out var operation) ? operation : null)));
        }

        return owned;
    }

    private static string? Text(TagDescription description, string key) => (description.Tags ?? []).Find(tag => tag.Key == key)?.Value;
}
