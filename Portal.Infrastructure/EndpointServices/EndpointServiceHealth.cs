using Portal.Domain.EndpointServices;
using Portal.Infrastructure.Provisioning;

namespace Portal.Infrastructure.EndpointServices;

/// <summary>How well a service's targets are in each of its zones, from AWS's own health checks.</summary>
internal static class EndpointServiceHealth
{
    private const string Source = "Load balancer health checks";

    public static HealthView Of(EndpointServiceSpec spec, EndpointServiceObservation? seen)
    {
        if (seen is null || !seen.LoadBalancer.IsPresent)
        {
            return new(HealthVerdict.Unknown, [], Source, seen?.At);
        }

        var targets = seen.TargetGroups.Values.SelectMany(group => group.Value?.Targets ?? []).ToList();
        var zones = spec.Subnets.Select(subnet => Zone(subnet.ZoneId, targets)).ToList();
        return new(Overall([.. zones.Select(zone => zone.Verdict)]), zones, Source, seen.At);
    }

    /// <summary>Cross-zone load balancing is off: a zone is served by its own targets, and by those that lie outside all zones.</summary>
    private static ZoneHealthView Zone(string zoneId, IReadOnlyList<ObservedTarget> targets)
    {
        var own = targets.Where(target => target.AvailabilityZone is null or "all" || target.AvailabilityZone == zoneId).ToList();
        var healthy = own.Count(target => target.Health == TargetHealthState.Healthy);
        return own.Exists(target => target.AvailabilityZone is null && TargetAddress.IsInstance(target.Id))
            ? new(zoneId, HealthVerdict.Unknown, "AWS did not tell the portal in which zone an instance is")
            : own.Count == 0 ? new(zoneId, HealthVerdict.Down, "No target lies in this zone")
            : own.All(target => target.Health is TargetHealthState.Initial or TargetHealthState.Unknown)
                ? new(zoneId, HealthVerdict.Unknown, "The first health checks are under way")
            : new(
                zoneId, healthy == own.Count ? HealthVerdict.Healthy : healthy > 0 ? HealthVerdict.Degraded : HealthVerdict.Down,
                $"{healthy} of {own.Count} targets are healthy");
    }

    private static HealthVerdict Overall(IReadOnlyList<HealthVerdict> zones) =>
        zones.All(zone => zone == HealthVerdict.Unknown) ? HealthVerdict.Unknown
        : zones.All(zone => zone == HealthVerdict.Healthy) ? HealthVerdict.Healthy
        : zones.All(zone => zone == HealthVerdict.Down) ? HealthVerdict.Down
        : HealthVerdict.Degraded;
}
