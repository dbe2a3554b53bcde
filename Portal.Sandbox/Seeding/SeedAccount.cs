using System.Text.Json;

namespace Portal.Sandbox.Seeding;

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

    public SeedVpc Vpc(string name) =>
        Vpcs.FirstOrDefault(vpc => vpc.Name == name) ?? throw new KeyNotFoundException($"The account '{Alias}' has no VPC named '{name}'.");
}

/// <summary>A region beside the account's own, with the account's zone names in it.</summary>
public sealed record SeedRegion(string Region, IReadOnlyDictionary<string, string> Zones, IReadOnlyList<SeedVpc> Vpcs);

/// <summary>A key pair.</summary>
public sealed record SeedKey(string AccessKeyId, string SecretAccessKey);
