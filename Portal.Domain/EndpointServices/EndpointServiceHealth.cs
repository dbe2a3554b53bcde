using Portal.Domain.Provisioning;

namespace Portal.Domain.EndpointServices;

/// <summary>How well a service's targets are in each of its zones, from AWS's own health checks and the state of its load balancer.</summary>
public static class EndpointServiceHealth
{
    private const string Source = "Load balancer health checks";

    /// <param name="own">Whether the reader may see the provider's account: what it calls its zones is nobody else's.</param>
    public static HealthReport Of(EndpointServiceSpec spec, EndpointServiceObservation? seen, bool own = false)
    {
        if (seen?.LoadBalancer.Value is not { } balancer)
        {
            return new(HealthVerdict.Unknown, [], Source, seen?.At);
        }

        var targets = seen.TargetGroups.Values.SelectMany(group => group.Value?.Targets ?? []).ToList();
        var zones = spec.Subnets.Select(subnet => Zone(subnet.ZoneId, balancer, targets) with
        {
            ZoneName = own ? balancer.ZoneNames?.GetValueOrDefault(subnet.ZoneId) : null,
        }).ToList();
        return new(Overall([.. zones.Select(zone => zone.Verdict)]), zones, Source, seen.At);
    }

    private static ZoneHealth Zone(string zoneId, ObservedLoadBalancer balancer, IReadOnlyList<ObservedTarget> targets) => balancer.State switch
    {
        LoadBalancerState.Failed => new(zoneId, HealthVerdict.Down, $"AWS could not provision the load balancer{Reason(balancer)}"),
        LoadBalancerState.Provisioning => new(zoneId, HealthVerdict.Unknown, "AWS is provisioning the load balancer"),
        LoadBalancerState.Unknown => new(zoneId, HealthVerdict.Unknown, "AWS shows the load balancer in a state that the portal does not know"),
        _ when balancer.Subnets.Count > 0 && balancer.Subnets.All(subnet => subnet.ZoneId != zoneId) =>
            new(zoneId, HealthVerdict.Down, "The load balancer is not in this zone"),
        LoadBalancerState.ActiveImpaired => Impaired(OfTargets(zoneId, balancer, targets), balancer),
        _ => OfTargets(zoneId, balancer, targets),
    };

    /// <summary>It forwards, and AWS says that it may not be able to grow: no zone of it is well.</summary>
    private static ZoneHealth Impaired(ZoneHealth zone, ObservedLoadBalancer balancer) => zone with
    {
        Verdict = zone.Verdict == HealthVerdict.Healthy ? HealthVerdict.Degraded : zone.Verdict,
        Reason = $"{zone.Reason}; the load balancer is impaired{Reason(balancer)}",
    };

    /// <summary>A zone is served by its own targets and those outside all zones; by all of them where load balancing crosses zones.</summary>
    private static ZoneHealth OfTargets(string zoneId, ObservedLoadBalancer balancer, IReadOnlyList<ObservedTarget> targets)
    {
        var crosses = balancer.CrossZone == true;
        var serving = targets.Where(target => crosses || target.AvailabilityZone is null or "all" || target.AvailabilityZone == zoneId).ToList();
        var healthy = serving.Count(target => target.Health == TargetHealthState.Healthy);
        return !crosses && serving.Exists(target => target.AvailabilityZone is null && TargetAddress.IsInstance(target.Id))
            ? new(zoneId, HealthVerdict.Unknown, "AWS did not tell the portal in which zone an instance is")
            : serving.Count == 0
                ? new(zoneId, HealthVerdict.Down, crosses ? "The service has no target" : "No target lies in this zone, and cross-zone load balancing is off")
            : serving.All(target => target.Health is TargetHealthState.Initial or TargetHealthState.Unknown)
                ? new(zoneId, HealthVerdict.Unknown, "The first health checks are under way")
            : new(
                zoneId, healthy == serving.Count ? HealthVerdict.Healthy : healthy > 0 ? HealthVerdict.Degraded : HealthVerdict.Down,
                $"{healthy} of {serving.Count} targets are healthy{(crosses ? " in all zones, which serve this one" : "")}");
    }

    private static string Reason(ObservedLoadBalancer balancer) => balancer.StateReason is { } reason ? $": {reason}" : "";

    private static HealthVerdict Overall(IReadOnlyList<HealthVerdict> zones) =>
        zones.All(zone => zone == HealthVerdict.Unknown) ? HealthVerdict.Unknown
        : zones.All(zone => zone == HealthVerdict.Healthy) ? HealthVerdict.Healthy
        : zones.All(zone => zone == HealthVerdict.Down) ? HealthVerdict.Down
        : HealthVerdict.Degraded;
}
