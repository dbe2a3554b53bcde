using System.Collections.Concurrent;
using Portal.Domain.EndpointServices;
using Portal.Domain.Networking;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Aws;
using Portal.Infrastructure.Data;

namespace Portal.Jobs.Reconciling;

/// <summary>Reads from AWS all that services own, or as much of it as a call has touched: many a call where AWS allows it.</summary>
internal sealed class EndpointServiceObserver(
    LoadBalancerGateway balancers, EndpointServiceGateway services, ServiceWitnesses witnesses, TargetObserver targets,
    AttributeObserver attributes, ServiceTagObserver tags, ProofWatch proofs, InstallationId installation)
{
    // What AWS tells of one object a call is asked side by side, a few at a time.
    private const int AtOnce = 4;

    private static readonly StepKey CreateService = CreateServiceStep.Definition.Key();
    private static readonly StepKey CreateLoadBalancer = CreateLoadBalancerStep.Definition.Key();

    public async Task ObserveAsync(IReadOnlyList<EndpointServiceItem> items, RoundReads reads, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var scope in items.GroupBy(item => item.Scope))
        {
            try
            {
                await ObserveAsync(scope.Key, [.. scope], reads, now, cancellationToken);
            }
            catch (AwsCallException unreadable)
            {
                foreach (var item in scope)
                {
                    item.CouldNotObserve(unreadable.Failure);
                }
            }
        }
    }

    private async Task ObserveAsync(
        AwsScope scope, IReadOnlyList<EndpointServiceItem> items, RoundReads reads, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var configurations = await ConfigurationsAsync(scope, items, cancellationToken);
        var standing = await LoadBalancersAsync(scope, items, cancellationToken);
        var groups = await TargetGroupsAsync(scope, items, standing, cancellationToken);
        var attached = await ListenersAsync(items, standing, cancellationToken);
        string[] arns = [.. items.SelectMany(item => tags.ToRead(item, standing, groups, attached.GetValueOrDefault(item) ?? [], now))];
        var owners = arns.Length == 0 ? new Dictionary<string, OwnerTags>() : await balancers.OwnersAsync(scope, installation.Value, arns, cancellationToken);
        var shared = new SharedReads(configurations, standing, groups, attached, owners, reads, now);
        await Parallel.ForEachAsync(
            items.Where(item => item.End is null),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, async (item, token) =>
        {
            await item.ReadAsync(async () => item.Observation = await ObserveAsync(item, shared, token));
            item.ForgetTouched();
        });
    }

    private async Task<IReadOnlyList<TaggedServiceConfiguration>> ConfigurationsAsync(
        AwsScope scope, IReadOnlyList<EndpointServiceItem> items, CancellationToken cancellationToken)
    {
        var stale = items.Where(item => item.Stale.HasFlag(ObservedParts.Configuration)).ToList();
        string[] known = [.. stale.Select(item => item.KnownId(CreateService)).OfType<string>()];
        Guid[] tagged = [.. stale.Where(item => item.KnownId(CreateService) is null).Select(item => item.Claim.Id)];
        return
        [
            .. known.Length == 0 ? [] : await services.FindByIdsAsync(scope, known, cancellationToken),
            .. tagged.Length == 0 ? [] : await services.FindByServicesAsync(scope, installation.Value, tagged, cancellationToken),
        ];
    }

    /// <returns>By name and by ARN.</returns>
    private async Task<Dictionary<string, ObservedLoadBalancer>> LoadBalancersAsync(
        AwsScope scope, IReadOnlyList<EndpointServiceItem> items, CancellationToken cancellationToken)
    {
        string[] wanted = [.. items.Where(item => item.Stale.HasFlag(ObservedParts.LoadBalancer)).Select(
            item => item.NameOrArn(installation.Value, CreateLoadBalancer))];
        return (await balancers.LoadBalancersAsync(scope, wanted, cancellationToken)).SelectMany(one => new[] { (one.Arn, one), (one.Name, one) })
            .DistinctBy(pair => pair.Item1).ToDictionary(pair => pair.Item1, pair => pair.Item2);
    }

    /// <summary>Those to which a load balancer forwards come with it; the others are asked for by name or ARN.</summary>
    /// <returns>By name and by ARN.</returns>
    private async Task<Dictionary<string, ObservedTargetGroup>> TargetGroupsAsync(
        AwsScope scope, IReadOnlyList<EndpointServiceItem> items, Dictionary<string, ObservedLoadBalancer> standing, CancellationToken cancellationToken)
    {
        Dictionary<string, ObservedTargetGroup> found = [];
        HashSet<string> wanted = [];
        foreach (var item in items.Where(item => item.Stale.HasFlag(ObservedParts.TargetGroups)))
        {
            wanted.UnionWith(item.Service.Spec.AllTargetGroups.Where(part => item.Stale == ObservedParts.All || item.IsTouched(part))
                .Select(part => item.NameOrArn(installation.Value, CreateTargetGroupStep.Definition.Key(part))));
            // A few touched ones are asked for by themselves.
            if (item.Stale == ObservedParts.All && standing.GetValueOrDefault(item.NameOrArn(installation.Value, CreateLoadBalancer)) is { } balancer)
            {
                Add(await balancers.TargetGroupsOfAsync(scope, balancer.Arn, cancellationToken));
            }
        }

        Add(await balancers.TargetGroupsAsync(scope, [.. wanted.Where(one => !found.ContainsKey(one))], cancellationToken));
        return found;

        void Add(IReadOnlyList<ObservedTargetGroup> groups)
        {
            foreach (var group in groups)
            {
                (found[group.Arn], found[group.Name]) = (group, group);
            }
        }
    }

    private async Task<IReadOnlyDictionary<EndpointServiceItem, IReadOnlyList<ObservedListener>>> ListenersAsync(
        IReadOnlyList<EndpointServiceItem> items, Dictionary<string, ObservedLoadBalancer> standing, CancellationToken cancellationToken)
    {
        var attached = new ConcurrentDictionary<EndpointServiceItem, IReadOnlyList<ObservedListener>>();
        await Parallel.ForEachAsync(
            items.Where(ReadsListeners), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, async (item, token) =>
        {
            var balancer = item.Stale.HasFlag(ObservedParts.LoadBalancer) || item.Observation is null
                ? standing.GetValueOrDefault(item.NameOrArn(installation.Value, CreateLoadBalancer))
                : item.Observation.LoadBalancer.Value;
            if (balancer is not null)
            {
                await item.ReadAsync(async () => attached[item] = await balancers.ListenersAsync(item.Scope, balancer.Arn, token));
            }
        });
        return attached;
    }

    private static bool ReadsListeners(EndpointServiceItem item) => item.Stale.HasFlag(ObservedParts.Listeners) || item.Observation is null;

    private async Task<EndpointServiceObservation> ObserveAsync(EndpointServiceItem item, SharedReads shared, CancellationToken cancellationToken)
    {
        var before = item.Observation;
        var configuration = item.Stale.HasFlag(ObservedParts.Configuration) || before is null
            ? await ConfigurationAsync(item, shared, cancellationToken)
            : before.Service;
        var balancer = item.Stale.HasFlag(ObservedParts.LoadBalancer) || before is null
            ? await LoadBalancerAsync(item, shared, configuration, cancellationToken)
            : before.LoadBalancer;
        var attached = balancer.IsPresent ? shared.Attached.GetValueOrDefault(item) ?? [] : [];
        var groups = new Dictionary<string, Observed<ObservedTargetGroup>>();
        var listeners = new Dictionary<string, Observed<ObservedListener>>();
        foreach (var part in item.Service.Spec.AllTargetGroups)
        {
            var isRead = before is null || item.Stale == ObservedParts.All || (item.Stale.HasFlag(ObservedParts.TargetGroups) && item.IsTouched(part));
            groups[part] = isRead ? await TargetGroupAsync(item, shared, part, attached, cancellationToken) : before!.TargetGroup(part);
        }

        foreach (var listener in item.Service.Spec.AllListeners)
        {
            var group = groups.GetValueOrDefault(listener.TargetGroup) ?? new(Presence.NeverMade);
            listeners[listener.Part] = ReadsListeners(item)
                ? await ListenerAsync(item, listener, new(balancer, attached, group), cancellationToken)
                : before!.Listener(listener.Part);
        }

        await targets.ObserveAsync(item, groups, shared.Now, cancellationToken);
        balancer = await attributes.ObserveAsync(item, balancer, shared.Now, cancellationToken);
        await attributes.ObserveAsync(item, groups, shared.Now, cancellationToken);
        var (principals, connections, turnedAway) = await PermissionsAsync(item, configuration, shared.Reads, cancellationToken);
        var superseded = item.Stale.HasFlag(ObservedParts.Superseded) || before is null
            ? await witnesses.SupersededAsync(item.Service, item.History, cancellationToken)
            : before.Superseded;
        var seen = new EndpointServiceObservation(
            shared.Now, balancer, groups, listeners, configuration, principals, connections, superseded, proofs.ProgressOf(item, configuration, shared.Now));
        return seen with { Tags = tags.Differences(item, seen, shared.Owners), TurnedAway = turnedAway };
    }

    private async Task<Observed<ObservedLoadBalancer>> LoadBalancerAsync(
        EndpointServiceItem item, SharedReads shared, Observed<ObservedServiceConfiguration> configuration, CancellationToken cancellationToken)
    {
        var nameOrArn = item.NameOrArn(installation.Value, CreateLoadBalancer);
        var found = AsList(shared.LoadBalancers.GetValueOrDefault(nameOrArn));
        RequireOwn(item, shared, "load balancer", found.Select(one => one.Arn), CreateLoadBalancer);
        var witness = found.Count == 0 && item.KnownId(CreateLoadBalancer) is { } arn
            ? await witnesses.OfLoadBalancerAsync(item.Service, arn, configuration, cancellationToken)
            : Witness.Silent;
        return item.PresenceTracker.Judge(CreateLoadBalancer, found, one => one.Arn, witness);
    }

    private async Task<Observed<ObservedTargetGroup>> TargetGroupAsync(
        EndpointServiceItem item, SharedReads shared, string part, IReadOnlyList<ObservedListener> attached, CancellationToken cancellationToken)
    {
        var key = CreateTargetGroupStep.Definition.Key(part);
        var nameOrArn = item.NameOrArn(installation.Value, key);
        var found = AsList(shared.TargetGroups.GetValueOrDefault(nameOrArn));
        RequireOwn(item, shared, "target group", found.Select(one => one.Arn), key);
        var witness = found.Count == 0 && item.KnownId(key) is { } arn
            ? await witnesses.OfTargetGroupAsync(item.Service, arn, attached, cancellationToken)
            : Witness.Silent;
        return item.PresenceTracker.Judge(key, found, one => one.Arn, witness);
    }

    private async Task<Observed<ObservedListener>> ListenerAsync(
        EndpointServiceItem item, RetiredListener listener, ListenerSurroundings around, CancellationToken cancellationToken)
    {
        var key = CreateListenerStep.Definition.Key(listener.Part);
        var (balancer, attached, group) = around;
        var found = attached.Where(candidate => candidate.Port == listener.Port && candidate.Protocol == listener.Protocol).ToList();
        if (found.Count == 0 && !balancer.IsPresent)
        {
            // Listeners go with their load balancer, and are seen with it.
            return new(!item.PresenceTracker.IsKnown(key) ? Presence.NeverMade : balancer.Presence, null, null);
        }

        var known = found.Count == 0 ? item.KnownId(key) : null;
        var wentWithAnother = known is not null && !IsOf(known, balancer.Value);
        var witness = known is not null && !wentWithAnother
            ? await witnesses.OfListenerAsync(item.Service, known, balancer.Value?.Arn, group, cancellationToken)
            : Witness.Silent;
        return item.PresenceTracker.Judge(key, found, one => one.Arn, witness, saysDeleted: wentWithAnother);
    }

    /// <summary>A listener's ARN names its load balancer: what belonged to another one went with that.</summary>
    private static bool IsOf(string listenerArn, ObservedLoadBalancer? balancer) =>
        balancer is null || listenerArn.Contains($"/{string.Join('/', balancer.Arn.Split('/')[1..])}/", StringComparison.Ordinal);

    private async Task<Observed<ObservedServiceConfiguration>> ConfigurationAsync(
        EndpointServiceItem item, SharedReads shared, CancellationToken cancellationToken)
    {
        var known = item.KnownId(CreateService);
        IReadOnlyList<ObservedServiceConfiguration> found = known is not null
            ? [.. shared.Configurations.Select(one => one.Configuration).Where(one => one.ServiceId == known)]
            // AWS does not say when an endpoint service was made.
            : [.. shared.Configurations.Where(one => one.ServiceId == item.Claim.Id).Select(one => one.Configuration)
                .Where(candidate => Adoption.IsOurs(item.History, CreateService, candidate.OperationId, madeAt: null))];
        var earlier = item.History.Operations.Where(operation => operation.Key == CreateService && operation != item.History.Latest(CreateService))
            .Select(operation => operation.ResultId).ToHashSet();
        List<ObservedServiceConfiguration> standing =
            [.. found.Where(candidate => candidate.State != ServiceConfigurationState.Deleted && !earlier.Contains(candidate.ServiceId))];
        var saysDeleted = found.Any(candidate => candidate.ServiceId == known && candidate.State == ServiceConfigurationState.Deleted);
        var witness = standing.Count == 0 && known is not null && !saysDeleted
            ? await witnesses.OfServiceAsync(item.Service, known, cancellationToken)
            : Witness.Silent;
        return item.PresenceTracker.Judge(CreateService, standing, one => one.ServiceId, witness, saysDeleted);
    }

    private async Task<(IReadOnlyList<string>, IReadOnlyList<ObservedServiceConnection>, IReadOnlyList<ObservedServiceConnection>?)> PermissionsAsync(
        EndpointServiceItem item, Observed<ObservedServiceConfiguration> configuration, RoundReads reads, CancellationToken cancellationToken)
    {
        if (configuration.Value is not { State: ServiceConfigurationState.Available } && configuration is not { Presence: Presence.Doubtful, Id: not null })
        {
            return ([], [], null);
        }

        var id = configuration.Value?.ServiceId ?? configuration.Id!;
        var before = item.Observation;
        var readsPrincipals = item.Stale.HasFlag(ObservedParts.Principals) || before is null;
        var principals = !readsPrincipals
            ? before!.Principals
            : configuration.IsPresent ? await services.PrincipalsAsync(item.Scope, id, cancellationToken) : [];
        if (before is not null && !item.Stale.HasFlag(ObservedParts.Connections))
        {
            return (principals, before.LiveConnections, before.TurnedAway);
        }

        // Who is connected AWS tells also of a service that it does not show at the moment.
        var connections = await reads.ConnectionsAsync(item.Scope, id);
        var live = connections.Where(one => one.State is VpcEndpointState.PendingAcceptance or VpcEndpointState.Pending or VpcEndpointState.Available);
        return (principals, [.. live], connections.Where(one => one.State == VpcEndpointState.Rejected).ToList() is { Count: > 0 } away ? away : null);
    }

    /// <remarks>What a call of ours is known to have made is ours whatever its tags say by now; those are put back.</remarks>
    /// <exception cref="AwsCallException">Something that is not the service's has the name.</exception>
    private void RequireOwn(EndpointServiceItem item, SharedReads shared, string what, IEnumerable<string> arns, StepKey create)
    {
        if (arns.Any(arn => arn != item.KnownId(create) && shared.Owners.GetValueOrDefault(arn)?.ServiceId != item.Claim.Id))
        {
            throw AwsCallException.NameTaken(what, item.NameOrArn(installation.Value, create), Party.Provider);
        }
    }

    private static IReadOnlyList<T> AsList<T>(T? value)
        where T : class => value is null ? [] : [value];

    /// <summary>What was read for all services of the scope at once.</summary>
    private sealed record SharedReads(
        IReadOnlyList<TaggedServiceConfiguration> Configurations, IReadOnlyDictionary<string, ObservedLoadBalancer> LoadBalancers,
        IReadOnlyDictionary<string, ObservedTargetGroup> TargetGroups,
        IReadOnlyDictionary<EndpointServiceItem, IReadOnlyList<ObservedListener>> Attached, IReadOnlyDictionary<string, OwnerTags> Owners,
        RoundReads Reads, DateTimeOffset Now);

    /// <summary>What a listener stands on and between.</summary>
    private sealed record ListenerSurroundings(
        Observed<ObservedLoadBalancer> LoadBalancer, IReadOnlyList<ObservedListener> Attached, Observed<ObservedTargetGroup> TargetGroup);
}
