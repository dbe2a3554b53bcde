namespace Portal.Sandbox.Seeding;

/// <summary>One VPC of the seed with everything in it.</summary>
public sealed record SeedVpc
{
    public required string VpcId { get; init; }
    public required string Name { get; init; }
    public required string Cidr { get; init; }
    public IReadOnlyList<SeedSubnet> Subnets { get; init; } = [];
    public IReadOnlyList<SeedSecurityGroup> SecurityGroups { get; init; } = [];
    public IReadOnlyList<SeedInstance> Instances { get; init; } = [];

    /// <summary>A data centre that this VPC reaches through a virtual private gateway and Direct Connect.</summary>
    public SeedDataCentre? DataCentre { get; init; }
}

/// <summary>One security group; the one named "default" is the VPC's default group.</summary>
public sealed record SeedSecurityGroup(string GroupId, string Name, string Description, IReadOnlyList<SeedRule>? Ingress = null);

/// <summary>A data centre behind Direct Connect: the routes its gateway announces and the hosts that answer there.</summary>
public sealed record SeedDataCentre(string Name, string VirtualPrivateGatewayId, IReadOnlyList<string> Cidrs, IReadOnlyList<SeedHost> Hosts);

/// <summary>One host in a data centre.</summary>
public sealed record SeedHost(string Name, string Address);
