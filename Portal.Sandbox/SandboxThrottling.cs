namespace Portal.Sandbox;

/// <summary>How many calls AWS takes: token buckets for each account, region and action, and beside them for each organisation.</summary>
public sealed record SandboxThrottling
{
    public bool Enabled { get; init; }

    /// <summary>The first bucket that names an action is that action's; what no bucket names is never throttled.</summary>
    public IReadOnlyList<RequestBucket> Buckets { get; init; } = AsBelieved;

    public static SandboxThrottling Off { get; } = new();

    /// <summary>The sizes that AWS is believed to have; reads are generous.</summary>
    public static SandboxThrottling Believed { get; } = new() { Enabled = true };

    private static IReadOnlyList<RequestBucket> AsBelieved =>
    [
        new()
        {
            Service = "ec2",
            Actions = ["CreateVpcEndpoint", "ModifyVpcEndpoint", "DeleteVpcEndpoints"],
            Size = 4,
            PerSecond = 0.3,
            OrganizationSize = 16,
            OrganizationPerSecond = 1.2,
        },
        new()
        {
            Service = "ec2",
            Actions = ["*VpcEndpointService*", "AcceptVpcEndpointConnections", "RejectVpcEndpointConnections"],
            Mutating = true,
            Size = 10,
            PerSecond = 1,
            OrganizationSize = 40,
            OrganizationPerSecond = 4,
        },
        new() { Service = "ec2", Actions = ["*"], Mutating = true, Size = 200, PerSecond = 5 },
        new() { Service = "ec2", Actions = ["*"], Size = 100, PerSecond = 20 },
        new() { Service = "elasticloadbalancing", Actions = ["*"], Mutating = true, Size = 40, PerSecond = 3 },
        new() { Service = "elasticloadbalancing", Actions = ["*"], Size = 100, PerSecond = 20 },
    ];

    internal IReadOnlyList<string> Problems() =>
    [
        .. Buckets.SelectMany((bucket, i) => bucket.Problems().Select(problem => $"throttling.buckets[{i}].{problem}")),
    ];
}
