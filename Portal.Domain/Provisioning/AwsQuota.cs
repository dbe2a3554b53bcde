namespace Portal.Domain.Provisioning;

/// <summary>A quota as AWS's Service Quotas calls it.</summary>
/// <param name="Service">For example <c>vpc</c>.</param>
/// <param name="Code">For example <c>L-29B6F2EB</c>; none where AWS's error does not tell which of the service's quotas it is.</param>
public sealed record AwsQuota(string Service, string? Code, string Name)
{
    public static AwsQuota InterfaceEndpoints { get; } = new("vpc", "L-29B6F2EB", "Interface VPC endpoints per VPC");

    public static AwsQuota GroupsPerInterface { get; } = new("vpc", "L-2AFB9258", "Security groups per network interface");

    public static AwsQuota NetworkInterfaces { get; } = new("vpc", "L-DF5E4CA3", "Network interfaces per Region");

    public static AwsQuota LoadBalancers { get; } = new("elasticloadbalancing", "L-69A177A2", "Network Load Balancers per Region");

    public static AwsQuota TargetGroups { get; } = new("elasticloadbalancing", "L-B22855CB", "Target Groups per Region");

    public static AwsQuota Listeners { get; } = new("elasticloadbalancing", "L-57A373D6", "Listeners per Network Load Balancer");

    public static AwsQuota Targets { get; } = new("elasticloadbalancing", "L-EEF1AD04", "Targets per Network Load Balancer");

    public override string ToString() => Code is null ? $"a quota of {Service}" : $"{Name} ({Code})";
}
