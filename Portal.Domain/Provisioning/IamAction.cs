namespace Portal.Domain.Provisioning;

/// <summary>One action that the portal's role in an account has to allow, and on what.</summary>
/// <param name="Action">For example <c>ec2:CreateVpcEndpoint</c>.</param>
/// <param name="Resources">ARNs with <c>{partition}</c>, <c>{region}</c> and <c>{account}</c> left open; <c>*</c> where AWS knows no resource for the
/// action.</param>
public sealed record IamAction(string Action, params IReadOnlyList<string> Resources)
{
    /// <summary>An action of EC2 on resources of the account, for example <c>vpc-endpoint</c>.</summary>
    public static IamAction Ec2(string action, params IEnumerable<string> resourceTypes) =>
        new($"ec2:{action}", [.. resourceTypes.Select(type => $"arn:{{partition}}:ec2:{{region}}:{{account}}:{type}/*")]);

    /// <summary>An action of Elastic Load Balancing on resources of the account whose names the portal has derived, for example <c>targetgroup</c>.</summary>
    public static IamAction LoadBalancing(string action, params IEnumerable<string> resourceTypes) =>
        new(
            $"elasticloadbalancing:{action}",
            [.. resourceTypes.Select(type => $"arn:{{partition}}:elasticloadbalancing:{{region}}:{{account}}:{type}/{AwsNames.Prefix}*")]);

    /// <summary>Private DNS names live in a hosted zone that AWS keeps.</summary>
    public static IamAction HostedZone { get; } = new("route53:AssociateVPCWithHostedZone", "arn:{partition}:route53:::hostedzone/*");
}
