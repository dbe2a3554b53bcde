using System.Globalization;
using Portal.Domain.Provisioning;

namespace Portal.Domain.EndpointServices;

/// <summary>Finds what in AWS is otherwise than a service wants it, whoever made it so, and the spec that would want it as it is.</summary>
public static class EndpointServiceDifferences
{
    public const string PrivateDnsName = "private-dns-name";
    public const string LoadBalancer = "load-balancer";

    public static string LoadBalancerAdded(string arn) => $"load-balancer-added/{arn}";

    public static string ZoneMissing(string subnetId) => $"zone-missing/{subnetId}";

    public static string ZoneAdded(string subnetId) => $"zone-added/{subnetId}";

    public static string GroupMissing(string groupId) => $"group-missing/{groupId}";

    public static string GroupAdded(string groupId) => $"group-added/{groupId}";

    public static string HealthCheckOf(string groupPart) => $"health-check/{groupPart}";

    public static string BalancerAttribute(string attribute) => $"attribute/load-balancer/{attribute}";

    public static string GroupAttribute(string groupPart, string attribute) => $"attribute/{groupPart}/{attribute}";

    public static string TargetMissing(string groupPart, TargetAddress target) => $"target-missing/{groupPart}/{Address(target.Id, target.Port)}";

    public static string TargetAdded(string groupPart, string address) => $"target-added/{groupPart}/{address}";

    public static string Forward(string listenerPart) => $"forward/{listenerPart}";

    public static string Principal(string principalArn) => $"principal/{principalArn}";

    public static IReadOnlyList<Difference> Of(EndpointServiceWanted wanted, EndpointServiceObservation seen)
    {
        var left = wanted.Proposed is { } proposed ? Find(wanted with { Spec = proposed }, seen).Select(difference => difference.Key).ToHashSet() : null;
        return
        [
            .. Find(wanted, seen).Select(difference => difference with
            {
                IsProposed = left?.Contains(difference.Key) == false,
                IsNotMadeYet = wanted.NotMadeYet.Contains(difference.Key),
            }),
        ];
    }

    private static IEnumerable<Difference> Find(EndpointServiceWanted wanted, EndpointServiceObservation seen) =>
    [
        .. seen.LoadBalancer.Value is { State: LoadBalancerState.Active or LoadBalancerState.ActiveImpaired } balancer ? OfBalancer(wanted.Spec, balancer) : [],
        .. wanted.Spec.Listeners.SelectMany(listener => OfListener(wanted.Spec, seen, listener)),
        .. seen.Service.Value is { State: ServiceConfigurationState.Available } service ? OfService(wanted, seen, service) : [],
        .. (seen.Superseded ?? []).Select(one => new Difference(
            $"superseded/{one.Id}", DifferencePolicy.Show, "An earlier object of this service", null, one.Id)
        {
            ComesOfSpecs = false,
            MayBeRepaired = false,
            MayBeAdopted = false,
        }),
    ];

    /// <summary>The spec that wants what is there, for the chosen differences.</summary>
    public static EndpointServiceSpec Adopt(EndpointServiceSpec spec, EndpointServiceObservation seen, IReadOnlySet<string> keys)
    {
        var balancer = seen.LoadBalancer.Value;
        return spec with
        {
            Subnets =
            [
                .. spec.Subnets.Where(subnet => !keys.Contains(ZoneMissing(subnet.SubnetId))),
                .. (balancer?.Subnets ?? []).Where(subnet => keys.Contains(ZoneAdded(subnet.SubnetId))),
            ],
            SecurityGroupIds = spec.SecurityGroupIds is not { } groups ? null :
            [
                .. groups.Where(group => !keys.Contains(GroupMissing(group))),
                .. (balancer?.SecurityGroupIds ?? []).Where(group => keys.Contains(GroupAdded(group))),
            ],
            PrivateDnsName = keys.Contains(PrivateDnsName) && seen.Service.Value is { } service ? service.PrivateDnsName : spec.PrivateDnsName,
            Listeners = [.. spec.Listeners.Select(listener => listener with { TargetGroup = Adopt(listener, seen, keys) })],
            LoadBalancerAttributes = AttributeComparison.Of(spec, balancer).Adopt(keys) is { Count: > 0 } values ? LoadBalancerAttributes.Of(values) : null,
        };
    }

    private static TargetGroupSpec Adopt(ServiceListener listener, EndpointServiceObservation seen, IReadOnlySet<string> keys)
    {
        var (spec, part) = (listener.TargetGroup, EndpointServicePlanner.GroupPart(listener));
        if (seen.TargetGroup(part).Value is not { } group)
        {
            return spec;
        }

        var kind = spec.TargetType == "instance" ? TargetKind.Instance : TargetKind.Ip;
        return spec with
        {
            Attributes = AttributeComparison.Of(listener, group).Adopt(keys) is { Count: > 0 } values ? TargetGroupAttributes.Of(values) : null,
            HealthCheck = keys.Contains(HealthCheckOf(part)) && group.HealthCheck is { } check ? HealthCheck.Of(check) : spec.HealthCheck,
            Targets =
            [
                .. spec.Targets.Where(target => !keys.Contains(TargetMissing(part, new(target.Id, target.Port ?? spec.Port, null)))),
                .. group.Targets.Where(target => keys.Contains(TargetAdded(part, target.Address))).Select(target => new ServiceTarget(
                    kind, target.Id, target.Port == spec.Port ? null : target.Port, target.AvailabilityZone is "all" ? "all" : null)),
            ],
        };
    }

    private static IEnumerable<Difference> OfBalancer(EndpointServiceSpec spec, ObservedLoadBalancer balancer)
    {
        var present = balancer.Subnets.Select(subnet => subnet.SubnetId).ToHashSet();
        foreach (var subnet in spec.Subnets.Where(subnet => !present.Contains(subnet.SubnetId)))
        {
            yield return new(ZoneMissing(subnet.SubnetId), DifferencePolicy.Repair, "Zone of the load balancer", Text(subnet), null);
        }

        foreach (var subnet in balancer.Subnets.Where(subnet => spec.Subnets.All(wanted => wanted.SubnetId != subnet.SubnetId)))
        {
            yield return new(ZoneAdded(subnet.SubnetId), DifferencePolicy.Show, "Zone of the load balancer", null, Text(subnet));
        }

        foreach (var difference in AttributeComparison.Of(spec, balancer).Differences("of the load balancer"))
        {
            yield return difference;
        }

        // AWS gives a load balancer that was made without groups none later, and takes the last one from none.
        if (spec.SecurityGroupIds is not { Count: > 0 } groups || balancer.SecurityGroupIds is not { Count: > 0 } found)
        {
            yield break;
        }

        foreach (var group in groups.Except(found))
        {
            yield return new(GroupMissing(group), DifferencePolicy.Repair, "Security group of the load balancer", group, null);
        }

        foreach (var group in found.Except(groups))
        {
            yield return new(GroupAdded(group), DifferencePolicy.Show, "Security group of the load balancer", null, group);
        }
    }

    private static IEnumerable<Difference> OfListener(EndpointServiceSpec spec, EndpointServiceObservation seen, ServiceListener listener)
    {
        var part = EndpointServicePlanner.GroupPart(listener);
        var name = string.Create(CultureInfo.InvariantCulture, $"{listener.Protocol} {listener.Port}");
        if (seen.TargetGroup(part).Value is not { } group)
        {
            yield break;
        }

        var check = (listener.TargetGroup.HealthCheck ?? HealthCheck.Default).Whole;
        if (group.HealthCheck is { } found && found != check)
        {
            yield return new(HealthCheckOf(part), DifferencePolicy.Repair, $"Health check of {name}", check.ToString(), found.ToString());
        }

        foreach (var difference in AttributeComparison.Of(listener, group).Differences($"of {name}"))
        {
            yield return difference;
        }

        if (seen.Listener(EndpointServicePlanner.Part(listener)).Value is { } present && present.TargetGroupArn != group.Arn)
        {
            yield return new(
                Forward(EndpointServicePlanner.Part(listener)), DifferencePolicy.Repair, $"Where {name} forwards to", group.Name,
                present.TargetGroupArn ?? "nothing")
            {
                MayBeAdopted = false,
            };
        }

        if (listener.TargetGroup.ManagedOutside == true)
        {
            yield break;
        }

        foreach (var target in EndpointServicePublication.Missing(listener, group))
        {
            yield return new(TargetMissing(part, target), DifferencePolicy.Repair, $"Target of {name}", Address(target.Id, target.Port), null);
        }

        foreach (var target in Added(spec, listener, part, group))
        {
            yield return new(TargetAdded(part, target.Address), DifferencePolicy.Show, $"Target of {name}", null, target.Address) { ComesOfSpecs = false };
        }
    }

    /// <summary>What nobody has asked the portal for; what the service has given up is on its way out already.</summary>
    private static IEnumerable<ObservedTarget> Added(EndpointServiceSpec spec, ServiceListener listener, string part, ObservedTargetGroup group)
    {
        var known = listener.TargetGroup.Addresses.Select(target => Address(target.Id, target.Port))
            .Concat((spec.Retired ?? RetiredParts.None).Targets.Where(target => target.TargetGroup == part).Select(target => target.Address)).ToHashSet();
        return group.Targets.Where(target => target.Health != TargetHealthState.Draining && !known.Contains(target.Address));
    }

    private static IEnumerable<Difference> OfService(EndpointServiceWanted wanted, EndpointServiceObservation seen, ObservedServiceConfiguration service)
    {
        if (!string.Equals(wanted.Spec.PrivateDnsName ?? "", service.PrivateDnsName ?? "", StringComparison.OrdinalIgnoreCase))
        {
            yield return new(PrivateDnsName, DifferencePolicy.Repair, "Private DNS name", wanted.Spec.PrivateDnsName, service.PrivateDnsName);
        }

        foreach (var difference in OfBalancersBehind(seen, service))
        {
            yield return difference;
        }

        foreach (var principal in seen.Principals.Except(wanted.Granted).Except(wanted.Released).Order(StringComparer.Ordinal))
        {
            yield return new(Principal(principal), DifferencePolicy.Show, "Allowed principal", null, principal) { ComesOfSpecs = false, MayBeAdopted = false };
        }
    }

    /// <summary>Ours alone is to stand there: where it was replaced it is put back, what was added beside it is for people to decide.</summary>
    private static IEnumerable<Difference> OfBalancersBehind(EndpointServiceObservation seen, ObservedServiceConfiguration service)
    {
        const string What = "Load balancer behind the endpoint service";
        if (seen.LoadBalancer.Value is not { } balancer)
        {
            return [];
        }

        return service.LoadBalancerArns.Contains(balancer.Arn)
            ? service.LoadBalancerArns.Where(arn => arn != balancer.Arn).Order(StringComparer.Ordinal).Select(arn =>
                new Difference(LoadBalancerAdded(arn), DifferencePolicy.Show, What, null, arn) { ComesOfSpecs = false, MayBeAdopted = false })
            : [
                new Difference(LoadBalancer, DifferencePolicy.Repair, What, balancer.Name, string.Join(", ", service.LoadBalancerArns))
                {
                    ComesOfSpecs = false,
                    MayBeAdopted = false,
                },
            ];
    }

    private static string Text(ZonedSubnet subnet) => $"{subnet.ZoneId} ({subnet.SubnetId})";

    private static string Address(string id, int port) => string.Create(CultureInfo.InvariantCulture, $"{id}:{port}");
}
