using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;
using Portal.Sandbox.Resources;

namespace Portal.Sandbox.LoadBalancers;

/// <summary>Replaces the subnets of a load balancer: zones may be added and, when nobody uses them, removed.</summary>
internal sealed class SetSubnets : ElasticLoadBalancingOperation
{
    public override void Execute(Call call, ReplyWriter reply)
    {
        var balancer = call.RequiredLoadBalancer();
        var placements = LoadBalancerPlacement.Read(call);
        if (placements[0].Subnet.VpcId != balancer.VpcId)
        {
            throw ElbErrors.InvalidConfiguration("All subnets must belong to the same VPC");
        }

        foreach (var gone in balancer.Zones.Where(zone => placements.All(placement => placement.Subnet.ZoneId != zone.ZoneId)))
        {
            Leave(call, balancer, gone);
        }

        var zones = placements.Select(placement =>
            Keep(call, balancer, placement) ?? LoadBalancerPlacement.Attach(call, placement, balancer.Id, balancer.SecurityGroupIds)).ToList();
        balancer = balancer with { Zones = zones };
        call.Store.LoadBalancers.Put(balancer);
        call.Touched(balancer.Id);
        LoadBalancerReply.WriteZones(call, reply, balancer);
        reply.Text("IpAddressType", balancer.IpAddressType);
        reply.Text("EnablePrefixForIpv6SourceNat", "off");
    }

    private static LoadBalancerZone? Keep(Call call, LoadBalancer balancer, Placement placement)
    {
        var zone = balancer.Zones.FirstOrDefault(zone => zone.ZoneId == placement.Subnet.ZoneId);
        if (zone is not null && zone.SubnetId != placement.Subnet.Id)
        {
            throw ElbErrors.Validation(
                "You cannot specify an additional subnet from an Availability Zone that is already associated with the load balancer. "
                + $"The Availability Zone '{call.Account.ZoneName(zone.ZoneId)}' corresponding to the new subnet '{placement.Subnet.Id}' "
                + "is already associated with the load balancer.");
        }

        return zone;
    }

    private static void Leave(Call call, LoadBalancer balancer, LoadBalancerZone zone)
    {
        if (call.Switches.UsedZonesAreKept && LoadBalancerUse.IsHeld(call, balancer, zone.ZoneId))
        {
            throw ElbErrors.InvalidConfiguration(
                $"The Availability Zone '{call.Account.ZoneName(zone.ZoneId)}' cannot be removed from load balancer '{balancer.Id}' "
                + "because VPC endpoints are associated with it");
        }

        call.Store.NetworkInterfaces.Delete(zone.NetworkInterfaceId);
    }
}
