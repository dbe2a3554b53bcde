using Amazon.ElasticLoadBalancingV2;
using Amazon.ElasticLoadBalancingV2.Model;
using Amazon.Runtime;
using Portal.Domain.EndpointServices;
using Portal.Domain.Provisioning;

namespace Portal.Infrastructure.Aws;

/// <summary>Reads load balancers, target groups and listeners of the portal's services.</summary>
public sealed class LoadBalancerGateway(AwsClients clients, ZoneLookup zones)
{
    /// <summary>The zone of targets outside the VPC.</summary>
    private const string Everywhere = "all";

    /// <summary>The load balancer of that name or ARN; none when AWS says that there is none.</summary>
    /// <exception cref="AwsCallException">Also when something that is not the service's has the name.</exception>
    public Task<ObservedLoadBalancer?> FindLoadBalancerAsync(AwsScope scope, string nameOrArn, Guid installationId, Guid serviceId, CancellationToken cancellationToken) =>
        clients.ReadAsync(scope, Party.Provider, async aws =>
        {
            var found = await OneAsync(
                async () => Replies.Checked(await aws.LoadBalancing.DescribeLoadBalancersAsync(
                    IsArn(nameOrArn) ? new() { LoadBalancerArns = [nameOrArn] } : new() { Names = [nameOrArn] }, cancellationToken).ConfigureAwait(false)).LoadBalancers).ConfigureAwait(false);
            if (found is not { LoadBalancerArn: { } arn })
            {
                return null;
            }

            await RequireOursAsync(aws.LoadBalancing, "load balancer", arn, nameOrArn, installationId, serviceId, cancellationToken).ConfigureAwait(false);
            string[] subnets = [.. (found.AvailabilityZones ?? []).Select(zone => zone.SubnetId).OfType<string>()];
            // The reply has zone names only, and those differ between accounts.
            var zoneIds = await zones.OfSubnetsAsync(aws.Ec2, subnets, cancellationToken).ConfigureAwait(false);
            return new ObservedLoadBalancer(
                arn,
                found.LoadBalancerName ?? "",
                AwsStates.LoadBalancer(found.State?.Code),
                Replies.Text(found.State?.Reason),
                [.. subnets.Select(id => new ZonedSubnet(id, zoneIds.GetValueOrDefault(id, "")))]);
        }, cancellationToken);

    /// <summary>The target group of that name or ARN with its targets and their health; none when AWS says that there is none.</summary>
    /// <exception cref="AwsCallException">Also when something that is not the service's has the name.</exception>
    public Task<ObservedTargetGroup?> FindTargetGroupAsync(AwsScope scope, string nameOrArn, Guid installationId, Guid serviceId, CancellationToken cancellationToken) =>
        clients.ReadAsync(scope, Party.Provider, async aws =>
        {
            var found = await OneAsync(
                async () => Replies.Checked(await aws.LoadBalancing.DescribeTargetGroupsAsync(
                    IsArn(nameOrArn) ? new() { TargetGroupArns = [nameOrArn] } : new() { Names = [nameOrArn] }, cancellationToken).ConfigureAwait(false)).TargetGroups).ConfigureAwait(false);
            if (found is not { TargetGroupArn: { } arn })
            {
                return null;
            }

            await RequireOursAsync(aws.LoadBalancing, "target group", arn, nameOrArn, installationId, serviceId, cancellationToken).ConfigureAwait(false);
            var health = Replies.Checked(await aws.LoadBalancing.DescribeTargetHealthAsync(
                new DescribeTargetHealthRequest { TargetGroupArn = arn }, cancellationToken).ConfigureAwait(false));
            var targets = health.TargetHealthDescriptions ?? [];
            var zoneIds = await zones.OfNamesAsync(aws.Ec2, scope, targets.Select(target => target.Target?.AvailabilityZone).OfType<string>().Where(name => name != Everywhere), cancellationToken).ConfigureAwait(false);
            return new ObservedTargetGroup(arn, found.TargetGroupName ?? "", [.. targets.Select(target => Observed(target, zoneIds))], found.LoadBalancerArns ?? []);
        }, cancellationToken);

    /// <summary>Every listener of the load balancer; empty when AWS says that there is no such load balancer.</summary>
    public Task<IReadOnlyList<ObservedListener>> ListenersAsync(AwsScope scope, string loadBalancerArn, CancellationToken cancellationToken) =>
        clients.ReadAsync<IReadOnlyList<ObservedListener>>(scope, Party.Provider, async aws =>
        {
            try
            {
                var pages = aws.LoadBalancing.Paginators.DescribeListeners(new DescribeListenersRequest { LoadBalancerArn = loadBalancerArn }).Responses;
                var listeners = await Replies.AllAsync(pages, page => page.Listeners, cancellationToken).ConfigureAwait(false);
                return [.. listeners.Select(Observed)];
            }
            catch (AmazonServiceException exception) when (AwsErrors.IsNotFound(exception.ErrorCode))
            {
                return [];
            }
        }, cancellationToken);

    private static async Task<T?> OneAsync<T>(Func<Task<List<T>?>> describe)
        where T : class
    {
        try
        {
            return await describe().ConfigureAwait(false) is [var one, ..] ? one : null;
        }
        catch (AmazonServiceException exception) when (AwsErrors.IsNotFound(exception.ErrorCode))
        {
            return null;
        }
    }

    private static async Task RequireOursAsync(
        AmazonElasticLoadBalancingV2Client elb, string what, string arn, string name, Guid installationId, Guid serviceId, CancellationToken cancellationToken)
    {
        var reply = Replies.Checked(await elb.DescribeTagsAsync(new DescribeTagsRequest { ResourceArns = [arn] }, cancellationToken).ConfigureAwait(false));
        var tags = (reply.TagDescriptions ?? []).Find(description => description.ResourceArn == arn)?.Tags ?? [];
        if (!Has(tags, PortalTags.Installation, installationId) || !Has(tags, PortalTags.Service, serviceId))
        {
            throw AwsErrors.NameTaken(what, name, Party.Provider);
        }
    }

    private static bool Has(List<Tag> tags, string key, Guid id) => tags.Exists(tag => tag.Key == key && tag.Value == id.ToString());

    private static bool IsArn(string nameOrArn) => nameOrArn.StartsWith("arn:", StringComparison.Ordinal);

    private static ObservedTarget Observed(TargetHealthDescription target, IReadOnlyDictionary<string, string> zoneIds) => new(
        target.Target?.Id ?? "",
        target.Target?.Port ?? 0,
        AwsStates.Target(target.TargetHealth?.State),
        Replies.Text(target.TargetHealth?.Reason?.Value),
        target.Target?.AvailabilityZone is { Length: > 0 } zone ? zoneIds.GetValueOrDefault(zone, zone) : null);

    private static ObservedListener Observed(Listener listener) => new(
        listener.ListenerArn ?? "", listener.Protocol?.Value ?? "", listener.Port ?? 0, listener.DefaultActions is [var action, ..] ? Replies.Text(action.TargetGroupArn) : null);
}
