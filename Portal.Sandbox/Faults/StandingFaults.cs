using Portal.Sandbox.Protocol;
using Portal.Sandbox.Resources;
using Portal.Sandbox.Storage;

namespace Portal.Sandbox.Faults;

/// <summary>The faults that stand over the world for as long as their rules do.</summary>
internal static class StandingFaults
{
    /// <summary>Whether a zone is lost to that account.</summary>
    public static bool LosesZone(Store store, string accountId, string region, string? zoneId) =>
        store.Faults.All().Any(rule => rule.Effect.Kind == FaultKind.ZoneLoss && rule.Effect.Zone == zoneId && rule.Concerns(accountId, region));

    /// <summary>Whether an active load balancer is impaired, by a rule or because it has lost a zone.</summary>
    public static bool Impairs(Store store, LoadBalancer balancer) =>
        balancer.Zones.Any(zone => LosesZone(store, balancer.OwnerId, balancer.Region, zone.ZoneId))
        || store.Faults.All().Any(rule => rule.Effect.Kind == FaultKind.ImpairedLoadBalancer && rule.Concerns(balancer.OwnerId, balancer.Region)
            && (rule.Effect.Resource is null || Glob.Matches(rule.Effect.Resource, balancer.Id)));

    /// <summary>Whether a target fails its health checks, by a rule or because its host is down.</summary>
    public static bool FailsTarget(Store store, string accountId, string region, string vpcId, string targetId) =>
        store.HostsDown.Find(targetId) is not null
        || store.HostsDown.Find($"{vpcId}/{targetId}") is not null
        || store.Faults.All().Any(rule => rule.Effect.Kind == FaultKind.UnhealthyTarget && rule.Effect.Target == targetId && rule.Concerns(accountId, region));
}
