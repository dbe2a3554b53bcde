using Portal.Sandbox.Protocol;
using Portal.Sandbox.Resources;

namespace Portal.Sandbox.LoadBalancers.TargetGroups;

/// <summary>The attributes of target groups with AWS's defaults, which depend on the protocol and on what the targets are.</summary>
internal static class TargetGroupAttributes
{
    public const string CrossZone = LoadBalancerAttributes.CrossZone;
    public const string DeregistrationDelay = "deregistration_delay.timeout_seconds";
    public const string ProxyProtocol = "proxy_protocol_v2.enabled";
    public const string ConnectionTermination = "deregistration_delay.connection_termination.enabled";
    public const string PreserveClientIp = "preserve_client_ip.enabled";

    /// <summary>What only target groups of application load balancers have.</summary>
    private static readonly HashSet<string> OfApplications =
    [
        "slow_start.duration_seconds", "load_balancing.algorithm.type", "load_balancing.algorithm.anomaly_mitigation",
        "stickiness.lb_cookie.duration_seconds", "stickiness.app_cookie.cookie_name", "stickiness.app_cookie.duration_seconds",
        "lambda.multi_value_headers.enabled",
    ];

    /// <summary>What only those of network load balancers have.</summary>
    private static readonly HashSet<string> OfNetworks =
    [
        ProxyProtocol, PreserveClientIp, ConnectionTermination, "target_health_state.unhealthy.connection_termination.enabled",
        "target_health_state.unhealthy.draining_interval_seconds",
    ];

    public static AttributeTable TableFor(TargetGroup group) => new(
        "Target group", [.. Common(group), .. group.IsHttp ? [] : OfNetworkLoadBalancers(group)],
        // As in hashicorp/terraform-provider-aws#12726.
        key => (group.IsHttp ? OfNetworks : OfApplications).Contains(key) ? "The provided target group attribute is not supported" : null);

    /// <summary>What AWS refuses of attributes that are each allowed by themselves.</summary>
    public static AwsError? Conflict(TargetGroup group)
    {
        var attributes = Of(group);
        return IsDatagram(group) && attributes[PreserveClientIp] == "false"
            ? ElbErrors.InvalidConfiguration($"Client IP preservation cannot be disabled for target groups with the protocol '{group.Protocol}'")
            : group.Protocol == "TLS" && attributes["stickiness.enabled"] == "true"
            ? ElbErrors.InvalidConfiguration("You cannot enable stickiness on target groups with the TLS protocol")
            : null;
    }

    public static IReadOnlyDictionary<string, string> Of(TargetGroup group) => TableFor(group).All(group.Attributes);

    public static bool IsDatagram(TargetGroup group) => group.Protocol is "UDP" or "TCP_UDP";

    private static IEnumerable<AttributeRule> Common(TargetGroup group) =>
    [
        AttributeRule.Flag("stickiness.enabled", false),
        AttributeRule.Number(DeregistrationDelay, 300, 0, 3600),
        (group.IsHttp
            ? AttributeRule.OneOf("stickiness.type", "lb_cookie", "lb_cookie", "app_cookie")
            : AttributeRule.OneOf("stickiness.type", "source_ip", "source_ip")) with
        {
            Refusal = type => type is "lb_cookie" or "app_cookie" or "source_ip"
                ? ElbErrors.InvalidConfiguration($"Stickiness type '{type}' is not supported for target groups with the {group.Protocol} protocol") : null,
        },
        AttributeRule.OneOf(CrossZone, "use_load_balancer_configuration", "true", "false", "use_load_balancer_configuration"),
        AttributeRule.NumberOrOff("target_group_health.dns_failover.minimum_healthy_targets.count", "1", int.MaxValue),
        AttributeRule.NumberOrOff("target_group_health.dns_failover.minimum_healthy_targets.percentage", "off", 100),
        AttributeRule.Number("target_group_health.unhealthy_state_routing.minimum_healthy_targets.count", 1, 1, int.MaxValue),
        AttributeRule.NumberOrOff("target_group_health.unhealthy_state_routing.minimum_healthy_targets.percentage", "off", 100),
    ];

    private static IEnumerable<AttributeRule> OfNetworkLoadBalancers(TargetGroup group) =>
    [
        AttributeRule.Flag(ProxyProtocol, false),
        AttributeRule.Flag(PreserveClientIp, group.TargetType != TargetGroup.Addresses || IsDatagram(group)),
        AttributeRule.Flag(ConnectionTermination, IsDatagram(group)),
        AttributeRule.Flag("target_health_state.unhealthy.connection_termination.enabled", !IsDatagram(group)),
        AttributeRule.Number("target_health_state.unhealthy.draining_interval_seconds", 0, 0, 360000),
    ];
}
