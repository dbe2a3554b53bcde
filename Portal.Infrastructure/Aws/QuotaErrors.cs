using Portal.Domain.Provisioning;

namespace Portal.Infrastructure.Aws;

/// <summary>What AWS says when there is no room for more.</summary>
internal static class QuotaErrors
{
    public static readonly IReadOnlyList<AwsErrorRow> Rows =
    [
        AwsErrorRow.Full(
            "VpcEndpointLimitExceeded", "The VPC has reached its quota of interface endpoints", AwsQuota.InterfaceEndpoints,
            "Delete unused endpoints of the VPC"),
        AwsErrorRow.Full(
            "ResourceCountLimitExceeded", "The VPC has reached its quota of interface endpoints", AwsQuota.InterfaceEndpoints,
            "Delete unused endpoints of the VPC", "VPC endpoints"),
        AwsErrorRow.Full(
            "SecurityGroupsPerInterfaceLimitExceeded", "The endpoint has more security groups than the account allows on a network interface",
            AwsQuota.GroupsPerInterface, "Change the connection: choose fewer security groups"),
        AwsErrorRow.Full(
            "InvalidConfigurationRequest", "The load balancer has more security groups than the account allows", AwsQuota.GroupsPerInterface,
            "Change the service: choose fewer security groups", "maximum number of security groups"),
        AwsErrorRow.Full(
            "NetworkInterfaceLimitExceeded", "The account has reached its quota of network interfaces in the region", AwsQuota.NetworkInterfaces,
            "Delete unused network interfaces"),
        AwsErrorRow.Full(
            "TooManyLoadBalancers", "The account has reached its quota of network load balancers in the region", AwsQuota.LoadBalancers,
            "Delete unused load balancers"),
        AwsErrorRow.Full(
            "TooManyTargetGroups", "The account has reached its quota of target groups in the region", AwsQuota.TargetGroups, "Delete unused target groups"),
        AwsErrorRow.Full(
            "TooManyListeners", "The load balancer has as many listeners as it may have", AwsQuota.Listeners, "Change the service: take listeners away"),
        AwsErrorRow.Full(
            "TooManyTargets", "The load balancer has as many targets as it may have", AwsQuota.Targets, "Change the service: take targets away"),
        AwsErrorRow.Full(
            "TooManyRegistrationsForTargetId", "A target is registered as often as it may be", AwsQuota.Targets, "Take the target out of other target groups"),
    ];

    /// <summary>A quota that no row knows.</summary>
    public static AwsFailure Unknown(string code, string message, Party accountOwner) => new(
        code, message, RetryClass.Quota, $"A quota of the account is used up: {message}", accountOwner,
        "Free what is no longer needed, or raise the quota in Service Quotas; the portal then goes on by itself", OutcomeKnown: true,
        WayOut: WayOut.Quotas, Quota: new(code.StartsWith("TooMany", StringComparison.Ordinal) ? "elasticloadbalancing" : "vpc", null, code));

    public static bool IsOne(string code) =>
        code.EndsWith("LimitExceeded", StringComparison.Ordinal) || code.StartsWith("TooMany", StringComparison.Ordinal)
            || code.EndsWith("AssociationLimit", StringComparison.Ordinal);
}
