using System.Text.Json;

namespace Portal.Sandbox.Seeding;

/// <summary>The world a fresh sandbox starts with: accounts with their keys, roles and networks.</summary>
public sealed record SandboxSeed
{
    public required IReadOnlyList<SeedAccount> Accounts { get; init; }

    /// <summary>The story told by the embedded seed.json: two providers, two consumer teams, one of which has an account that it manages itself, and the portal's hub.</summary>
    public static SandboxSeed Default { get; } = ReadEmbedded();

    /// <summary>The account of that alias; fails if there is none.</summary>
    public SeedAccount Account(string alias) =>
        Accounts.FirstOrDefault(account => account.Alias == alias) ?? throw new KeyNotFoundException($"The seed has no account named '{alias}'.");

    public static SandboxSeed Read(Stream json) =>
        JsonSerializer.Deserialize<SandboxSeed>(json, JsonSerializerOptions.Web) ?? throw new JsonException("The seed is empty.");

    private static SandboxSeed ReadEmbedded()
    {
        using var stream = typeof(SandboxSeed).Assembly.GetManifestResourceStream("seed.json") ?? throw new InvalidOperationException("seed.json is not embedded.");
        return Read(stream);
    }
}

/// <summary>One AWS account: its administrator's key, its zone mapping, its networks and the role that the portal may assume.</summary>
public sealed record SeedAccount
{
    public required string AccountId { get; init; }
    public required string Alias { get; init; }

    /// <summary>The team that owns the account, in the story.</summary>
    public string? Team { get; init; }
    public required string Region { get; init; }
    public required string UserName { get; init; }
    public required string AccessKeyId { get; init; }
    public required string SecretAccessKey { get; init; }
    public string? RoleArn { get; init; }
    public string? ExternalId { get; init; }

    /// <summary>The only account whose principals may assume the role.</summary>
    public string? TrustedAccountId { get; init; }

    /// <summary>This account's zone names (us-east-1a) and the zone ids (use1-az4) behind them.</summary>
    public required IReadOnlyDictionary<string, string> Zones { get; init; }
    public IReadOnlyList<SeedVpc> Vpcs { get; init; } = [];

    public SeedVpc Vpc(string name) => Vpcs.FirstOrDefault(vpc => vpc.Name == name) ?? throw new KeyNotFoundException($"The account '{Alias}' has no VPC named '{name}'.");
}

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

/// <summary>One subnet, placed by zone id.</summary>
public sealed record SeedSubnet(string SubnetId, string Name, string ZoneId, string Cidr);

/// <summary>One security group; the one named "default" is the VPC's default group.</summary>
public sealed record SeedSecurityGroup(string GroupId, string Name, string Description, IReadOnlyList<SeedRule>? Ingress = null);

/// <summary>One inbound rule of a security group.</summary>
public sealed record SeedRule(string Protocol, int FromPort, int ToPort, string Cidr);

/// <summary>One running instance.</summary>
public sealed record SeedInstance(string InstanceId, string Name, string SubnetId, string PrivateIp, string InstanceType, IReadOnlyList<string> SecurityGroupIds);

/// <summary>A data centre behind Direct Connect: the routes its gateway announces and the hosts that answer there.</summary>
public sealed record SeedDataCentre(string Name, string VirtualPrivateGatewayId, IReadOnlyList<string> Cidrs, IReadOnlyList<SeedHost> Hosts);

/// <summary>One host in a data centre.</summary>
public sealed record SeedHost(string Name, string Address);
