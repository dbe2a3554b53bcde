using Portal.Sandbox.Resources;

namespace Portal.Sandbox.LoadBalancers;

/// <summary>The attributes of internal Network Load Balancers with AWS's defaults.</summary>
internal static class LoadBalancerAttributes
{
    public const string CrossZone = "load_balancing.cross_zone.enabled";
    public const string DeletionProtection = "deletion_protection.enabled";

    public static readonly AttributeTable Table = new("Load balancer",
    [
        AttributeRule.Flag("access_logs.s3.enabled", false),
        AttributeRule.Text("access_logs.s3.bucket"),
        AttributeRule.Text("access_logs.s3.prefix"),
        AttributeRule.Flag(DeletionProtection, false),
        AttributeRule.Flag(CrossZone, false),
        AttributeRule.OneOf(
            "dns_record.client_routing_policy", "any_availability_zone", "any_availability_zone",
            "availability_zone_affinity", "partial_availability_zone_affinity"),
        AttributeRule.Flag("ipv6.deny_all_igw_traffic", true),
        AttributeRule.Flag("zonal_shift.config.enabled", false),
        AttributeRule.Number("secondary_ips.auto_assigned.per_subnet", 0, 0, 7),
    ]);

    public static IReadOnlyDictionary<string, string> Of(LoadBalancer balancer) => Table.All(balancer.Attributes);
}
