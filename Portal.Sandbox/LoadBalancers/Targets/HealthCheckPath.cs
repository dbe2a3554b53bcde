using Portal.Sandbox.LoadBalancers.TargetGroups;
using Portal.Sandbox.Networks;
using Portal.Sandbox.Networks.SecurityGroups;
using Portal.Sandbox.Operations;
using Portal.Sandbox.Resources;

namespace Portal.Sandbox.LoadBalancers.Targets;

/// <summary>The way of health checks from the nodes of a load balancer to a target. Whether groups filter PrivateLink traffic is no matter to them.</summary>
internal static class HealthCheckPath
{
    /// <summary>Whether the target's security groups let in every node that checks it; what is not in the VPC has none.</summary>
    public static bool IsOpen(Call call, TargetGroup group, Target target, IEnumerable<Listener> listeners)
    {
        if (CardOf(call, group, target) is not { } card)
        {
            return true;
        }

        var port = group.HealthCheck.PortOf(target.Port);
        return listeners.Select(listener => listener.LoadBalancerArn).Distinct()
            .Select(call.Store.LoadBalancers.Find).OfType<LoadBalancer>()
            .SelectMany(balancer => Nodes(balancer, group, target))
            .All(node => call.Store.NetworkInterfaces.Find(node.NetworkInterfaceId) is { } from && GroupTraffic.Passes(call.Store, from, card, port));
    }

    /// <summary>The network interface of a target, if it is one of the VPC's.</summary>
    public static NetworkInterface? CardOf(Call call, TargetGroup group, Target target) => group.TargetType == TargetGroup.Instances
        ? call.Store.Instances.Find(target.TargetId) is { } instance ? call.Store.NetworkInterfaces.Find(instance.NetworkInterfaceId) : null
        : call.Store.NetworkInterfacesByVpc[group.VpcId].There(call.Now).FirstOrDefault(card => card.PrivateIp == target.TargetId);

    /// <summary>Each node checks what it sends traffic to: the targets of its own zone, or with cross-zone load balancing all.</summary>
    private static IEnumerable<LoadBalancerZone> Nodes(LoadBalancer balancer, TargetGroup group, Target target) =>
        balancer.Zones.Where(zone => target.IsEverywhere || zone.ZoneId == target.ZoneId || CrossesZones(balancer, group));

    /// <summary>The group's setting goes before the load balancer's.</summary>
    private static bool CrossesZones(LoadBalancer balancer, TargetGroup group) =>
        (TargetGroupAttributes.Of(group)[TargetGroupAttributes.CrossZone] is ("true" or "false") and var own
            ? own
            : LoadBalancerAttributes.Of(balancer)[LoadBalancerAttributes.CrossZone]) == "true";
}
