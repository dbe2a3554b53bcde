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
        new() { Service = "ec2", Actions = ["CreateVpcEndpoint", "ModifyVpcEndpoint", "DeleteVpcEndpoints"], Size = 4, PerSecond = 0.3, OrganizationSize = 16, OrganizationPerSecond = 1.2 },
        new() { Service = "ec2", Actions = ["*VpcEndpointService*", "AcceptVpcEndpointConnections", "RejectVpcEndpointConnections"], Mutating = true, Size = 10, PerSecond = 1, OrganizationSize = 40, OrganizationPerSecond = 4 },
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

/// <summary>A token bucket; each action that it names has one of its own.</summary>
public sealed record RequestBucket
{
    /// <summary>ec2 or elasticloadbalancing.</summary>
    public string Service { get; init; } = "ec2";

    /// <summary>Names of actions; * stands for any text.</summary>
    public IReadOnlyList<string> Actions { get; init; } = [];

    /// <summary>Only for actions that change something.</summary>
    public bool Mutating { get; init; }

    public double Size { get; init; }

    public double PerSecond { get; init; }

    /// <summary>The bucket that all accounts of an organisation share; none when left out.</summary>
    public double? OrganizationSize { get; init; }

    public double? OrganizationPerSecond { get; init; }

    internal IEnumerable<string> Problems()
    {
        if (Actions.Count == 0)
        {
            yield return "actions: name at least one action, or *";
        }

        if (!(Size >= 1) || !(PerSecond > 0))
        {
            yield return "size and perSecond: 1 or more tokens, and more than 0 a second";
        }

        if (OrganizationSize is null != OrganizationPerSecond is null || OrganizationSize < 1 || OrganizationPerSecond <= 0)
        {
            yield return "organizationSize and organizationPerSecond: both or neither; 1 or more tokens, and more than 0 a second";
        }
    }
}
