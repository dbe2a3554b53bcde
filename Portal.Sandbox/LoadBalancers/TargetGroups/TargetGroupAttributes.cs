using Portal.Sandbox.Resources;

namespace Portal.Sandbox.LoadBalancers.TargetGroups;

/// <summary>The attributes of target groups with AWS's defaults, which depend on the protocol and on what the targets are.</summary>
internal static class TargetGroupAttributes
{
    public const string CrossZone = LoadBalancerAttributes.CrossZone;
    public const string DeregistrationDelay = "deregistration_delay.timeout_seconds";
    public const string PreserveClientIp = "preserve_client_ip.enabled";

    public static AttributeTable TableFor(TargetGroup group) => new("Target group", [.. Common(group), .. group.IsHttp ? [] : OfNetworkLoadBalancers(group)]);

    public static IReadOnlyDictionary<string, string> Of(TargetGroup group) => TableFor(group).All(group.Attributes);

    public static bool IsDatagram(TargetGroup group) => group.Protocol is "UDP" or "TCP_UDP";

    private static IEnumerable<AttributeRule> Common(TargetGroup group) =>
    [
        AttributeRule.Flag("stickiness.enabled", false),
        AttributeRule.Number(DeregistrationDelay, 300, 0, 3600),
        group.IsHttp
            ? AttributeRule.OneOf("stickiness.type", "lb_cookie", "lb_cookie", "app_cookie")
            : AttributeRule.OneOf("stickiness.type", "source_ip", "source_ip"),
        AttributeRule.OneOf(CrossZone, "use_load_balancer_configuration", "true", "false", "use_load_balancer_configuration"),
        AttributeRule.NumberOrOff("target_group_health.dns_failover.minimum_healthy_targets.count", "1", int.MaxValue),
        AttributeRule.NumberOrOff("target_group_health.dns_failover.minimum_healthy_targets.percentage", "off", 100),
        AttributeRule.Number("target_group_health.unhealthy_state_routing.minimum_healthy_targets.count", 1, 1, int.MaxValue),
        AttributeRule.NumberOrOff("target_group_health.unhealthy_state_routing.minimum_healthy_targets.percentage", "off", 100),
    ];

    private static IEnumerable<AttributeRule> OfNetworkLoadBalancers(TargetGroup group) =>
    [
        AttributeRule.Flag("proxy_protocol_v2.enabled", false),
        AttributeRule.Flag(PreserveClientIp, group.TargetType != TargetGroup.Addresses || IsDatagram(group)),
        AttributeRule.Flag("deregistration_delay.connection_termination.enabled", IsDatagram(group)),
        AttributeRule.Flag("target_health_state.unhealthy.connection_termination.enabled", !IsDatagram(group)),
        AttributeRule.Number("target_health_state.unhealthy.draining_interval_seconds", 0, 0, 360000),
    ];
}
