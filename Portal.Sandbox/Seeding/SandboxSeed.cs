using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Portal.Sandbox.Seeding;

/// <summary>The world a fresh sandbox starts with: accounts with their keys, roles and networks.</summary>
public sealed record SandboxSeed
{
    /// <summary>Policy documents by name, for the users and roles of all accounts.</summary>
    public IReadOnlyDictionary<string, JsonElement> Policies { get; init; } = new Dictionary<string, JsonElement>();

    public required IReadOnlyList<SeedAccount> Accounts { get; init; }

    // What is missing is for the check to name, with everything else that is wrong.
    private static readonly JsonSerializerOptions Lenient = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { AskForNothing } },
    };

    /// <summary>The story told by the embedded seed.json: two providers, two consumer teams, one of which has an account that it manages itself, and the portal's hub.</summary>
    public static SandboxSeed Default { get; } = ReadEmbedded();

    /// <summary>The account of that alias; fails if there is none.</summary>
    public SeedAccount Account(string alias) =>
        Accounts.FirstOrDefault(account => account.Alias == alias) ?? throw new KeyNotFoundException($"The seed has no account named '{alias}'.");

    public static SandboxSeed Read(Stream json) =>
        JsonSerializer.Deserialize<SandboxSeed>(json, JsonSerializerOptions.Web) ?? throw new JsonException("The seed is empty.");

    /// <summary>A seed of one's own, checked as a whole.</summary>
    /// <exception cref="SandboxStartException">Says everything that is wrong with it.</exception>
    public static SandboxSeed ReadFile(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            var seed = JsonSerializer.Deserialize<SandboxSeed>(file, Lenient) ?? throw new JsonException("It is empty.");
            return SeedCheck.Problems(seed) is { Count: > 0 } problems
                ? throw new SandboxStartException($"The seed '{path}' cannot be used:\n{string.Join('\n', problems.Select(problem => $"  - {problem}"))}")
                : seed;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new SandboxStartException($"The seed '{path}' cannot be read: {failure.Message}", failure);
        }
    }

    private static SandboxSeed ReadEmbedded()
    {
        using var stream = typeof(SandboxSeed).Assembly.GetManifestResourceStream("seed.json") ?? throw new InvalidOperationException("seed.json is not embedded.");
        return Read(stream);
    }

    private static void AskForNothing(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            property.IsRequired = false;
        }
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

    /// <summary>The role's trust policy, instead of one that trusts the account above and asks for the external id.</summary>
    public JsonElement? TrustPolicy { get; init; }

    /// <summary>The names of the role's policies.</summary>
    public IReadOnlyList<string> RolePolicies { get; init; } = [];

    /// <summary>The names of the user's policies; an administrator's when left out.</summary>
    public IReadOnlyList<string>? UserPolicies { get; init; }

    /// <summary>Further users.</summary>
    public IReadOnlyList<SeedUser> Users { get; init; } = [];

    /// <summary>The key of the account's root, who is allowed everything.</summary>
    public SeedKey? RootKey { get; init; }

    /// <summary>Accounts of one organisation share what AWS lets it call a second.</summary>
    public string? OrganizationId { get; init; }

    /// <summary>What it has in other regions.</summary>
    public IReadOnlyList<SeedRegion> Regions { get; init; } = [];

    /// <summary>This account's zone names (us-east-1a) and the zone ids (use1-az4) behind them.</summary>
    public required IReadOnlyDictionary<string, string> Zones { get; init; }
    public IReadOnlyList<SeedVpc> Vpcs { get; init; } = [];

    public SeedVpc Vpc(string name) => Vpcs.FirstOrDefault(vpc => vpc.Name == name) ?? throw new KeyNotFoundException($"The account '{Alias}' has no VPC named '{name}'.");
}

/// <summary>A region beside the account's own, with the account's zone names in it.</summary>
public sealed record SeedRegion(string Region, IReadOnlyDictionary<string, string> Zones, IReadOnlyList<SeedVpc> Vpcs);

/// <summary>A key pair.</summary>
public sealed record SeedKey(string AccessKeyId, string SecretAccessKey);

/// <summary>A user with a key of their own and the names of their policies.</summary>
public sealed record SeedUser(string UserName, string AccessKeyId, string SecretAccessKey, IReadOnlyList<string> Policies);

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

/// <summary>One subnet, placed by zone id, and the accounts that its owner shares it with.</summary>
public sealed record SeedSubnet(string SubnetId, string Name, string ZoneId, string Cidr, IReadOnlyList<string>? SharedWith = null);

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
