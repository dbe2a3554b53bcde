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
        reply.Structure("State", () => reply.Text("Code", StateOf(call, balancer)));
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

    private static string StateOf(Call call, LoadBalancer balancer) => balancer.States.At(call.Now) switch
    {
        LoadBalancer.Active when balancer.Zones.Any(zone => StandingFaults.LosesZone(call.Store, balancer.OwnerId, balancer.Region, zone.ZoneId)) =>
            LoadBalancer.Impaired,
        var state => state,
    };

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
