using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;

namespace Portal.Sandbox.LoadBalancers;

/// <summary>The attributes of internal Network Load Balancers with AWS's defaults.</summary>
internal static class LoadBalancerAttributes
{
    public static readonly AttributeTable Table = new("Load balancer",
    [
        AttributeRule.Flag("access_logs.s3.enabled", false),
        AttributeRule.Text("access_logs.s3.bucket"),
        AttributeRule.Text("access_logs.s3.prefix"),
        AttributeRule.Flag("deletion_protection.enabled", false),
        AttributeRule.Flag("load_balancing.cross_zone.enabled", false),
        AttributeRule.OneOf("dns_record.client_routing_policy", "any_availability_zone", "any_availability_zone", "availability_zone_affinity", "partial_availability_zone_affinity"),
        AttributeRule.Flag("ipv6.deny_all_igw_traffic", true),
        AttributeRule.Flag("zonal_shift.config.enabled", false),
        AttributeRule.Number("secondary_ips.auto_assigned.per_subnet", 0, 0, 7),
    ]);

    public static IReadOnlyDictionary<string, string> Of(LoadBalancer balancer) => Table.All(balancer.Attributes);
}

/// <summary>Shows the attributes of one load balancer.</summary>
internal sealed class DescribeLoadBalancerAttributes : ElasticLoadBalancingOperation
{
    public override void Execute(Call call, ReplyWriter reply) => LoadBalancerAttributes.Table.Write(reply, call.RequiredLoadBalancer().Attributes);
}

/// <summary>Sets some attributes of one load balancer and shows all.</summary>
internal sealed class ModifyLoadBalancerAttributes : ElasticLoadBalancingOperation
{
    public override void Execute(Call call, ReplyWriter reply)
    {
        var balancer = call.RequiredLoadBalancer();
        balancer = balancer with { Attributes = LoadBalancerAttributes.Table.Change(balancer.Attributes, call.Parameters) };
        if (LoadBalancerAttributes.Of(balancer) is var attributes && attributes["access_logs.s3.enabled"] == "true")
        {
            throw ElbErrors.InvalidConfiguration($"Access Denied for bucket: {attributes["access_logs.s3.bucket"]}. Please check S3bucket permission");
        }

        call.Store.LoadBalancers.Put(balancer);
        call.Touched(balancer.Id);
        LoadBalancerAttributes.Table.Write(reply, balancer.Attributes);
    }
}
