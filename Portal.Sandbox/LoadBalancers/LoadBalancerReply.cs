using Portal.Sandbox.Faults;
using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;
using Portal.Sandbox.Resources;

namespace Portal.Sandbox.LoadBalancers;

/// <summary>Writes load balancers the way AWS shows them to their owner.</summary>
internal static class LoadBalancerReply
{
    public static void Write(Call call, ReplyWriter reply, LoadBalancer balancer)
    {
        reply.Text("LoadBalancerArn", balancer.Id);
        reply.Text("DNSName", balancer.DnsName);
        reply.Text("CanonicalHostedZoneId", balancer.CanonicalHostedZoneId);
        reply.Time("CreatedTime", balancer.CreatedAt);
        reply.Text("LoadBalancerName", balancer.Name);
        reply.Text("Scheme", balancer.Scheme);
        reply.Text("VpcId", balancer.VpcId);
        WriteState(call, reply, balancer);
        reply.Text("Type", balancer.Type);
        WriteZones(call, reply, balancer);
        if (balancer.SecurityGroupIds.Count > 0)
        {
            reply.Texts("SecurityGroups", balancer.SecurityGroupIds);
        }

        reply.Text("IpAddressType", balancer.IpAddressType);
        if (balancer.SecurityGroupIds.Count > 0)
        {
            reply.Text("EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic", balancer.FiltersPrivateLink ? "on" : "off");
        }

        reply.Text("EnablePrefixForIpv6SourceNat", "off");
    }

    private static void WriteState(Call call, ReplyWriter reply, LoadBalancer balancer)
    {
        var state = balancer.States.At(call.Now);
        var shown = state == LoadBalancer.Active && StandingFaults.Impairs(call.Store, balancer) ? LoadBalancer.Impaired : state;
        reply.Structure("State", () =>
        {
            reply.Text("Code", shown);
            reply.Text("Reason", shown switch
            {
                LoadBalancer.Impaired => balancer.StateReason ?? "The load balancer is routing traffic but does not have the resources it needs to scale",
                LoadBalancer.Failed => balancer.StateReason ?? "The load balancer could not be set up",
                _ => null,
            });
        });
    }

    public static void WriteZones(Call call, ReplyWriter reply, LoadBalancer balancer)
    {
        var account = call.Account;
        reply.List("AvailabilityZones", balancer.Zones.OrderBy(zone => account.ZoneName(zone.ZoneId), StringComparer.Ordinal), zone =>
        {
            reply.Text("ZoneName", account.ZoneName(zone.ZoneId));
            reply.Text("SubnetId", zone.SubnetId);
            reply.List(
                "LoadBalancerAddresses", zone.WantedAddress is { } wanted ? [wanted] : Array.Empty<string>(),
                address => reply.Text("PrivateIPv4Address", address));
        });
    }
}
