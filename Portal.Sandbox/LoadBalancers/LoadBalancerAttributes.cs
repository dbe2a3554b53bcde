using Portal.Sandbox.Resources;

namespace Portal.Sandbox.LoadBalancers;

/// <summary>The attributes of internal Network Load Balancers with AWS's defaults.</summary>
internal static class LoadBalancerAttributes
{
    public const string CrossZone = "load_balancing.cross_zone.enabled";
    public const string DeletionProtection = "deletion_protection.enabled";

    private const string DenyInternetGateways = "ipv6.deny_all_igw_traffic";

    /// <summary>What only application load balancers have; refused in the words of hashicorp/terraform-provider-aws#34135.</summary>
    private static readonly HashSet<string> OfApplications =
    [
        "idle_timeout.timeout_seconds", "client_keep_alive.seconds", "connection_logs.s3.enabled", "connection_logs.s3.bucket", "connection_logs.s3.prefix",
        "routing.http.desync_mitigation_mode", "routing.http.drop_invalid_header_fields.enabled", "routing.http.preserve_host_header.enabled",
        "routing.http.x_amzn_tls_version_and_cipher_suite.enabled", "routing.http.xff_client_port.enabled", "routing.http.xff_header_processing.mode",
        "routing.http2.enabled", "waf.fail_open.enabled",
    ];

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
        // All load balancers here have IPv4 addresses only; in the words of aws/aws-cdk#29970.
        AttributeRule.Flag(DenyInternetGateways, true) with
        {
            Accepts = _ => false,
            Refusal = _ => ElbErrors.InvalidConfiguration(
                $"Load balancer attribute key '{DenyInternetGateways}' is not supported on load balancers with IP address type 'ipv4'"),
        },
        AttributeRule.Flag("zonal_shift.config.enabled", false),
        AttributeRule.Number("secondary_ips.auto_assigned.per_subnet", 0, 0, 7),
    ],
    key => OfApplications.Contains(key) ? $"Load balancer attribute key '{key}' is not supported on load balancers with type 'network'" : null);

    public static IReadOnlyDictionary<string, string> Of(LoadBalancer balancer) => Table.All(balancer.Attributes);
}
