using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;
using Portal.Sandbox.Resources;

namespace Portal.Sandbox.LoadBalancers;

/// <summary>Replaces the security groups of a load balancer that was made with some, and says whether they filter PrivateLink traffic.</summary>
internal sealed class SetSecurityGroups : ElasticLoadBalancingOperation
{
    public override void Execute(Call call, ReplyWriter reply)
    {
        var balancer = call.RequiredLoadBalancer();
        var groups = call.Parameters.RequiredTexts("SecurityGroups");
        var filters = call.Parameters.OneOf("EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic", "on", "off");
        if (balancer.SecurityGroupIds.Count == 0)
        {
            throw ElbErrors.InvalidConfiguration("You cannot set security groups on a Network Load Balancer which was created without any security groups.");
        }

        balancer = balancer with
        {
            SecurityGroupIds = LoadBalancerSecurity.Read(call, groups, balancer.VpcId),
            FiltersPrivateLink = filters is null ? balancer.FiltersPrivateLink : filters == "on",
        };
        call.Store.LoadBalancers.Put(balancer);
        foreach (var zone in balancer.Zones)
        {
            if (call.Store.NetworkInterfaces.TryFind(zone.NetworkInterfaceId, out var card))
            {
                call.Store.NetworkInterfaces.Put(card with { SecurityGroupIds = balancer.SecurityGroupIds });
            }
        }

        call.Touched(balancer.Id);
        reply.Texts("SecurityGroupIds", balancer.SecurityGroupIds);
        reply.Text("EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic", balancer.FiltersPrivateLink ? "on" : "off");
    }
}
