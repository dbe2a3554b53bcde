using Portal.Sandbox.Networks;
using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;
using Portal.Sandbox.Resources;
using Portal.Sandbox.Storage;

namespace Portal.Sandbox.LoadBalancers;

/// <summary>Makes an internal Network Load Balancer; asked again with the same name and settings, it shows the one that exists.</summary>
internal sealed class CreateLoadBalancer : ElasticLoadBalancingOperation
{
    private const string HostedZoneOfNlbsInUsEast1 = "Z26RNL4JYFTOTI";

    public override void Execute(Call call, ReplyWriter reply)
    {
        var wanted = Read(call);
        var tags = ElbTags.Read(call);
        var balancer = call.OwnLoadBalancers().FirstOrDefault(balancer => balancer.Name == wanted.Name) is { } existing
            ? wanted.IsAlready(existing) ? existing : throw ElbErrors.LoadBalancerExists(wanted.Name)
            : Make(call, wanted, tags);
        call.Touched(balancer.Id);
        reply.List("LoadBalancers", [balancer], one => LoadBalancerReply.Write(call, reply, one));
    }

    private static Wish Read(Call call)
    {
        var name = call.Parameters.NewName("Load balancer");
        if (name.StartsWith("internal-", StringComparison.Ordinal))
        {
            throw ElbErrors.Validation($"Load balancer name '{name}' cannot begin with 'internal-'");
        }

        var type = call.Parameters.OneOf("Type", "application", "network", "gateway") ?? "application";
        var scheme = call.Parameters.OneOf("Scheme", "internet-facing", "internal") ?? "internet-facing";
        var addresses = call.Parameters.OneOf("IpAddressType", "ipv4", "dualstack", "dualstack-without-public-ipv4") ?? "ipv4";
        if (type != "network")
        {
            throw ElbErrors.NotSimulated($"load balancers of type '{type}', only of type 'network'");
        }

        var placements = LoadBalancerPlacement.Read(call);
        var vpcId = placements[0].Subnet.VpcId;
        if (scheme != "internal")
        {
            throw ElbErrors.NoInternetGateway(vpcId);
        }

        return addresses == "ipv4"
            ? new(name, type, scheme, vpcId, placements, LoadBalancerSecurity.Read(call, call.Parameters.Texts("SecurityGroups"), vpcId))
            : throw ElbErrors.Validation("You must specify subnets with an associated IPv6 CIDR block.");
    }

    private static LoadBalancer Make(Call call, Wish wish, IReadOnlyDictionary<string, string> tags)
    {
        if (call.OwnLoadBalancers().Count() >= Quotas.LoadBalancersPerRegion)
        {
            throw new AwsError("TooManyLoadBalancers", "The maximum number of load balancers has been reached");
        }

        var hash = ElbArns.NewHash();
        var arn = ElbArns.LoadBalancer(call, wish.Name, hash);
        var balancer = new LoadBalancer
        {
            Id = arn,
            OwnerId = call.AccountId,
            Region = call.Region,
            Name = wish.Name,
            Type = wish.Type,
            Scheme = wish.Scheme,
            VpcId = wish.VpcId,
            DnsName = $"{wish.Name}-{hash}.elb.{call.Region}.amazonaws.com",
            CanonicalHostedZoneId = HostedZoneOfNlbsInUsEast1,
            CreatedAt = call.Now,
            States = Timeline.From(call.Now, LoadBalancer.Provisioning).Then(call.Delays.LoadBalancerProvisioning, LoadBalancer.Active),
            Zones = [.. wish.Placements.Select(placement => LoadBalancerPlacement.Attach(call, placement, arn, wish.SecurityGroupIds))],
            SecurityGroupIds = wish.SecurityGroupIds,
        };
        call.Store.LoadBalancers.Put(balancer);
        call.Store.Accounts.Put(call.Account with { HasLoadBalancingRole = true });
        ElbTags.Put(call, arn, tags);
        return balancer;
    }

    /// <summary>The settings that make two requests under one name the same. Tags are none of them.</summary>
    private sealed record Wish(
        string Name, string Type, string Scheme, string VpcId, IReadOnlyList<Placement> Placements, IReadOnlyList<string> SecurityGroupIds)
    {
        public bool IsAlready(LoadBalancer balancer) =>
            balancer.Type == Type
            && balancer.Scheme == Scheme
            && Placements.Select(placement => (placement.Subnet.Id, placement.WantedAddress))
                .ToHashSet()
                .SetEquals(balancer.Zones.Select(zone => (zone.SubnetId, zone.WantedAddress)))
            && SecurityGroupIds.ToHashSet().SetEquals(balancer.SecurityGroupIds);
    }
}
