using Amazon.EC2;
using Amazon.ElasticLoadBalancingV2;
using Amazon.ElasticLoadBalancingV2.Model;
using Amazon.Runtime;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Portal.Domain.EndpointServices;
using Portal.Domain.Provisioning;

namespace Portal.Infrastructure.Aws;

/// <summary>Reads load balancers, target groups, listeners and targets of the portal's services.</summary>
public sealed partial class LoadBalancerGateway(AwsClients clients, ZoneLookup zones, ILogger<LoadBalancerGateway>? logger = null)
{
    // Elastic Load Balancing takes so many names or ARNs a call.
    private const int NamesACall = 20;

    // EC2 takes so many values a filter.
    private const int FilterValuesACall = 200;

    /// <summary>The zone of targets outside the VPC.</summary>
    private const string Everywhere = "all";

    private readonly ILogger _logger = logger ?? NullLogger<LoadBalancerGateway>.Instance;

    /// <summary>The load balancers of those names and ARNs; what AWS does not show is left out.</summary>
    public Task<IReadOnlyList<ObservedLoadBalancer>> LoadBalancersAsync(
        AwsScope scope, IReadOnlyCollection<string> namesAndArns, CancellationToken cancellationToken) =>
        clients.ReadAsync<IReadOnlyList<ObservedLoadBalancer>>(scope, Party.Provider, async aws =>
        {
            var found = await FindAsync(
                namesAndArns,
                request => aws.LoadBalancing.Paginators.DescribeLoadBalancers(new() { LoadBalancerArns = request }).Responses,
                page => page.LoadBalancers, one => one.LoadBalancerArn ?? "", one => one.LoadBalancerName ?? "", cancellationToken).ConfigureAwait(false);
            var subnets = found.SelectMany(one => one.AvailabilityZones ?? []).Select(zone => zone.SubnetId).OfType<string>();
            // The reply has zone names only, and those differ between accounts.
            var zoneIds = await zones.OfSubnetsAsync(aws.Ec2, subnets, cancellationToken).ConfigureAwait(false);
            return [.. found.Select(one => Observed(one, zoneIds))];
        }, cancellationToken);

    /// <summary>
    /// The target groups to which the load balancer forwards, without their targets; empty when AWS says that there is no such load balancer.
    /// </summary>
    public Task<IReadOnlyList<ObservedTargetGroup>> TargetGroupsOfAsync(AwsScope scope, string loadBalancerArn, CancellationToken cancellationToken) =>
        clients.ReadAsync<IReadOnlyList<ObservedTargetGroup>>(scope, Party.Provider, async aws =>
        {
            try
            {
                var pages = aws.LoadBalancing.Paginators.DescribeTargetGroups(new() { LoadBalancerArn = loadBalancerArn }).Responses;
                return [.. (await Replies.AllAsync(pages, page => page.TargetGroups, cancellationToken).ConfigureAwait(false)).Select(Observed)];
            }
            catch (AmazonServiceException exception) when (AwsErrors.IsNotFound(exception.ErrorCode))
            {
                return [];
            }
        }, cancellationToken);

    /// <summary>The target groups of those names and ARNs, without their targets; what AWS does not show is left out.</summary>
    public Task<IReadOnlyList<ObservedTargetGroup>> TargetGroupsAsync(
        AwsScope scope, IReadOnlyCollection<string> namesAndArns, CancellationToken cancellationToken) =>
        clients.ReadAsync<IReadOnlyList<ObservedTargetGroup>>(scope, Party.Provider, async aws =>
        [
            .. (await FindAsync(
                namesAndArns,
                request => aws.LoadBalancing.Paginators.DescribeTargetGroups(new() { TargetGroupArns = request }).Responses,
                page => page.TargetGroups, one => one.TargetGroupArn ?? "", one => one.TargetGroupName ?? "",
                cancellationToken).ConfigureAwait(false)).Select(Observed),
        ], cancellationToken);

    /// <summary>The targets of a target group and their health; empty when AWS says that there is no such target group.</summary>
    public Task<IReadOnlyList<ObservedTarget>> TargetsAsync(AwsScope scope, string targetGroupArn, CancellationToken cancellationToken) =>
        clients.ReadAsync<IReadOnlyList<ObservedTarget>>(scope, Party.Provider, async aws =>
        {
            try
            {
                var health = Replies.Checked(await aws.LoadBalancing.DescribeTargetHealthAsync(
                    new DescribeTargetHealthRequest { TargetGroupArn = targetGroupArn }, cancellationToken).ConfigureAwait(false));
                var targets = health.TargetHealthDescriptions ?? [];
                var instances = await InstanceZonesAsync(aws.Ec2, targets, cancellationToken).ConfigureAwait(false);
                var names = targets.Select(target => ZoneName(target, instances)).OfType<string>().Where(name => name != Everywhere);
                var zoneIds = await zones.OfNamesAsync(aws.Ec2, scope, names, cancellationToken).ConfigureAwait(false);
                return
                [
                    .. targets.Select(target => Observed(target, ZoneName(target, instances) is { } zone ? zoneIds.GetValueOrDefault(zone, zone) : null)),
                ];
            }
            catch (AmazonServiceException exception) when (AwsErrors.IsNotFound(exception.ErrorCode))
            {
                return [];
            }
        }, cancellationToken);

    /// <summary>The zone names of the targets that are instances, by id: AWS's health replies leave them out.</summary>
    /// <returns>Without those that the role may not read, or AWS does not show.</returns>
    private async Task<IReadOnlyDictionary<string, string>> InstanceZonesAsync(
        AmazonEC2Client ec2, IReadOnlyList<TargetHealthDescription> targets, CancellationToken cancellationToken)
    {
        Dictionary<string, string> found = [];
        try
        {
            var ids = targets.Select(target => target.Target?.Id).OfType<string>().Where(TargetAddress.IsInstance).Distinct(StringComparer.Ordinal);
            foreach (var some in ids.Chunk(FilterValuesACall))
            {
                var pages = ec2.Paginators.DescribeNetworkInterfaces(
                    new Amazon.EC2.Model.DescribeNetworkInterfacesRequest { Filters = [Replies.Where("attachment.instance-id", some)] }).Responses;
                foreach (var card in await Replies.AllAsync(pages, page => page.NetworkInterfaces, cancellationToken).ConfigureAwait(false))
                {
                    if (card is { Attachment.InstanceId: { Length: > 0 } instance, AvailabilityZone: { Length: > 0 } zone })
                    {
                        found[instance] = zone;
                    }
                }
            }
        }
        catch (AmazonServiceException refused)
        {
            // Where an instance is only completes the picture: whether it is healthy is known without.
            Log.InstancesUnread(_logger, refused, refused.ErrorCode);
        }

        return found;
    }

    private static string? ZoneName(TargetHealthDescription target, IReadOnlyDictionary<string, string> instances) =>
        target.Target?.AvailabilityZone is { Length: > 0 } zone ? zone : instances.GetValueOrDefault(target.Target?.Id ?? "");

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

    /// <summary>Whose the load balancers, target groups and listeners are, and all their tags, by ARN, 20 a call. What is gone meanwhile is left out.</summary>
    public Task<IReadOnlyDictionary<string, OwnerTags>> OwnersAsync(
        AwsScope scope, Guid installationId, IReadOnlyCollection<string> arns, CancellationToken cancellationToken) =>
        clients.ReadAsync<IReadOnlyDictionary<string, OwnerTags>>(scope, Party.Provider, async aws =>
        {
            Dictionary<string, OwnerTags> owners = [];
            foreach (var some in arns.Distinct(StringComparer.Ordinal).Chunk(NamesACall))
            {
                foreach (var one in await TagsAsync(aws.LoadBalancing, some, cancellationToken).ConfigureAwait(false))
                {
                    owners[one.ResourceArn ?? ""] = Owner(one, installationId);
                }
            }

            return owners;
        }, cancellationToken);

    /// <summary>
    /// One that is gone since it was listed refuses the whole call: then each is asked for by itself. Listeners go with their load balancer and are left out.
    /// </summary>
    private static async Task<IReadOnlyList<TagDescription>> TagsAsync(
        AmazonElasticLoadBalancingV2Client elb, string[] arns, CancellationToken cancellationToken)
    {
        try
        {
            var request = new DescribeTagsRequest { ResourceArns = [.. arns] };
            return Replies.Checked(await elb.DescribeTagsAsync(request, cancellationToken).ConfigureAwait(false)).TagDescriptions ?? [];
        }
        catch (AmazonServiceException exception) when (AwsErrors.IsNotFound(exception.ErrorCode) && (arns.Length > 1 || arns.All(IsListener)))
        {
            List<TagDescription> found = [];
            foreach (var arn in arns.Length > 1 ? arns : [])
            {
                found.AddRange(await TagsAsync(elb, [arn], cancellationToken).ConfigureAwait(false));
            }

            return found;
        }
    }

    /// <summary>A few by their ARNs; anything else by reading the whole list, since one that is missing would refuse a call that names it.</summary>
    private static async Task<IReadOnlyList<TItem>> FindAsync<TReply, TItem>(
        IReadOnlyCollection<string> namesAndArns, Func<List<string>?, IAsyncEnumerable<TReply>> describe, Func<TReply, IEnumerable<TItem>?> items,
        Func<TItem, string> arn, Func<TItem, string> name, CancellationToken cancellationToken)
        where TReply : AmazonWebServiceResponse
    {
        if (namesAndArns.Count == 0)
        {
            return [];
        }

        if (namesAndArns.Count <= NamesACall && namesAndArns.All(IsArn))
        {
            try
            {
                return await Replies.AllAsync(describe([.. namesAndArns]), items, cancellationToken).ConfigureAwait(false);
            }
            catch (AmazonServiceException exception) when (AwsErrors.IsNotFound(exception.ErrorCode))
            {
                // One of them is; which one the call does not say.
                if (namesAndArns.Count == 1)
                {
                    return [];
                }
            }
        }

        var wanted = namesAndArns.ToHashSet(StringComparer.Ordinal);
        var all = await Replies.AllAsync(describe(null), items, cancellationToken).ConfigureAwait(false);
        return [.. all.Where(one => wanted.Contains(arn(one)) || wanted.Contains(name(one)))];
    }

    private static OwnerTags Owner(TagDescription description, Guid installationId)
    {
        string? Text(string key) => (description.Tags ?? []).Find(tag => tag.Key == key)?.Value;
        return new(
            Text(PortalTags.Installation) == installationId.ToString() && Guid.TryParse(Text(PortalTags.Service), out var service) ? service : null,
            Guid.TryParse(Text(PortalTags.Operation), out var operation) ? operation : null,
            (description.Tags ?? []).DistinctBy(tag => tag.Key).ToDictionary(tag => tag.Key ?? "", tag => tag.Value ?? "", StringComparer.Ordinal));
    }

    private static bool IsListener(string arn) => arn.Contains(":listener/", StringComparison.Ordinal);

    private static bool IsArn(string nameOrArn) => nameOrArn.StartsWith("arn:", StringComparison.Ordinal);

    private static ObservedLoadBalancer Observed(LoadBalancer one, IReadOnlyDictionary<string, string> zoneIds) => new(
        one.LoadBalancerArn ?? "",
        one.LoadBalancerName ?? "",
        AwsStates.LoadBalancer(one.State?.Code),
        Replies.Text(one.State?.Reason),
        [.. (one.AvailabilityZones ?? []).Select(zone => zone.SubnetId).OfType<string>().Select(id => new ZonedSubnet(id, zoneIds.GetValueOrDefault(id, "")))],
        one.SecurityGroups ?? [],
        (one.AvailabilityZones ?? []).Where(zone => zone is { SubnetId: not null, ZoneName.Length: > 0 } && zoneIds.ContainsKey(zone.SubnetId))
            .DistinctBy(zone => zoneIds[zone.SubnetId!]).ToDictionary(zone => zoneIds[zone.SubnetId!], zone => zone.ZoneName!, StringComparer.Ordinal));

    private static ObservedTargetGroup Observed(TargetGroup one) => new(
        one.TargetGroupArn ?? "", one.TargetGroupName ?? "", [], one.LoadBalancerArns ?? [], HealthCheck: HealthCheckOf(one));

    /// <returns>None where the reply does not tell it.</returns>
    private static ObservedHealthCheck? HealthCheckOf(TargetGroup one) => one.HealthCheckProtocol?.Value is { } protocol
        ? new(
            protocol, one.HealthCheckPort ?? HealthCheck.TrafficPort, protocol == "TCP" ? null : Replies.Text(one.HealthCheckPath),
            one.HealthCheckIntervalSeconds ?? 0, one.HealthCheckTimeoutSeconds ?? 0, one.HealthyThresholdCount ?? 0, one.UnhealthyThresholdCount ?? 0,
            protocol == "TCP" ? null : Replies.Text(one.Matcher?.HttpCode))
        : null;

    private static ObservedTarget Observed(TargetHealthDescription target, string? zoneId) => new(
        target.Target?.Id ?? "",
        target.Target?.Port ?? 0,
        AwsStates.Target(target.TargetHealth?.State),
        Replies.Text(target.TargetHealth?.Reason?.Value),
        zoneId);

    private static ObservedListener Observed(Listener listener) => new(
        listener.ListenerArn ?? "", listener.Protocol?.Value ?? "", listener.Port ?? 0,
        listener.DefaultActions is [var action, ..] ? Replies.Text(action.TargetGroupArn) : null);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "In which zones instances are could not be read ({Code}); the health of those zones is not known")]
        public static partial void InstancesUnread(ILogger logger, Exception exception, string? code);
    }
}
