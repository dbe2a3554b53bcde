using System.Text.Json;
using System.Text.RegularExpressions;
using Portal.Sandbox.Identities.Policies;
using Portal.Sandbox.Networks;
using Portal.Sandbox.Resources;
using Portal.Sandbox.Storage;

namespace Portal.Sandbox.Seeding;

/// <summary>Finds everything that is wrong with a seed, in words that say where and what.</summary>
internal sealed partial class SeedCheck
{
    private readonly List<string> _problems = [];
    private readonly HashSet<string> _ids = [];
    private readonly SandboxSeed _seed;

    private SeedCheck(SandboxSeed seed) => _seed = seed;

    public static IReadOnlyList<string> Problems(SandboxSeed seed)
    {
        var check = new SeedCheck(seed);
        foreach (var (name, document) in seed.Policies ?? new Dictionary<string, JsonElement>())
        {
            check.Policy($"policy {name}", document, isTrust: false);
        }

        check.Expect(seed.Accounts is { Count: > 0 }, "accounts: give at least one account");
        foreach (var account in seed.Accounts ?? [])
        {
            check.Account(account);
        }

        return check._problems;
    }

    private void Account(SeedAccount account)
    {
        var at = $"account {account.Alias ?? account.AccountId ?? "without alias"}";
        Expect(account.AccountId is { Length: 12 } number && number.All(char.IsAsciiDigit), $"{at}: accountId has 12 digits");
        Expect(!string.IsNullOrWhiteSpace(account.Alias), $"{at}: give it an alias");
        Unique(account.AccountId, $"{at}: accountId");
        Unique(account.Alias, $"{at}: alias");
        User(at, new(account.UserName, account.AccessKeyId, account.SecretAccessKey, account.UserPolicies ?? []));
        foreach (var user in account.Users ?? [])
        {
            User(at, user);
        }

        if (account.RootKey is { } root)
        {
            Key($"{at}, root", root.AccessKeyId, root.SecretAccessKey);
        }

        Role(at, account);
        Region(at, account.Region, account.Zones, account.Vpcs);
        foreach (var region in account.Regions ?? [])
        {
            Region($"{at}, {region.Region}", region.Region, region.Zones, region.Vpcs);
        }
    }

    private void User(string at, SeedUser user)
    {
        Expect(!string.IsNullOrWhiteSpace(user.UserName), $"{at}: give its user a userName");
        Key($"{at}, user {user.UserName}", user.AccessKeyId, user.SecretAccessKey);
        Named($"{at}, user {user.UserName}", user.Policies);
    }

    private void Key(string at, string? id, string? secret)
    {
        Expect(
            id is { Length: >= 16 } && id.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c)),
            $"{at}: accessKeyId has 16 or more capital letters and digits");
        Unique(id, $"{at}: accessKeyId");
        Expect(!string.IsNullOrWhiteSpace(secret), $"{at}: give a secretAccessKey");
    }

    private void Role(string at, SeedAccount account)
    {
        Named($"{at}, role", account.RolePolicies);
        if (account.RoleArn is not { } arn)
        {
            return;
        }

        Expect(
            arn.StartsWith($"arn:aws:iam::{account.AccountId}:role/", StringComparison.Ordinal),
            $"{at}: roleArn is arn:aws:iam::{account.AccountId}:role/NAME");
        Expect(account.TrustedAccountId is not null || account.TrustPolicy is not null, $"{at}: say with trustedAccountId or trustPolicy who may assume {arn}");
        if (account.TrustPolicy is { } trust)
        {
            Policy($"{at}, trustPolicy", trust, isTrust: true);
        }
    }

    private void Named(string at, IReadOnlyList<string>? names)
    {
        foreach (var name in (names ?? []).Where(name => _seed.Policies?.ContainsKey(name) != true))
        {
            _problems.Add($"{at}: there is no policy {name} among the seed's policies");
        }
    }

    private void Policy(string at, JsonElement document, bool isTrust) =>
        _problems.AddRange(PolicyReader.Problems(document, isTrust).Select(problem => $"{at}: {problem}"));

    private void Region(string at, string? region, IReadOnlyDictionary<string, string>? zones, IReadOnlyList<SeedVpc>? vpcs)
    {
        Expect(region is not null && RegionName().IsMatch(region), $"{at}: region is one such as us-east-1");
        Expect(zones is { Count: > 0 }, $"{at}: name its zones, such as us-east-1a: use1-az4");
        foreach (var name in (zones ?? new Dictionary<string, string>()).Keys.Where(name => name.Length < 2 || name[..^1] != region))
        {
            _problems.Add($"{at}: the zone {name} is not one of {region}");
        }

        foreach (var vpc in vpcs ?? [])
        {
            Vpc($"{at}, VPC {vpc.Name ?? vpc.VpcId}", vpc, [.. zones?.Values ?? []]);
        }
    }

    private void Vpc(string at, SeedVpc vpc, HashSet<string> zones)
    {
        Id(at, vpc.VpcId, IdKind.Vpc);
        var known = Cidr.TryParse(vpc.Cidr, out var range);
        Expect(known, $"{at}: cidr is an IPv4 range such as 10.0.0.0/16");
        foreach (var subnet in vpc.Subnets ?? [])
        {
            Id(at, subnet.SubnetId, IdKind.Subnet);
            Expect(zones.Contains(subnet.ZoneId ?? ""), $"{at}, {subnet.SubnetId}: zoneId is one of {string.Join(", ", zones.Order(StringComparer.Ordinal))}");
            Expect(
                Cidr.TryParse(subnet.Cidr, out var part) && (!known || (range.Contains(part.First) && part.Prefix >= range.Prefix)),
                $"{at}, {subnet.SubnetId}: cidr is a range within {vpc.Cidr}");
        }

        foreach (var group in vpc.SecurityGroups ?? [])
        {
            Id(at, group.GroupId, IdKind.SecurityGroup);
        }

        foreach (var instance in vpc.Instances ?? [])
        {
            Instance(at, vpc, instance);
        }

        foreach (var host in vpc.DataCentre?.Hosts ?? [])
        {
            Expect(Cidr.TryAddress(host.Address ?? "", out _), $"{at}, host {host.Name}: address is an IPv4 address");
        }

        foreach (var cidr in (vpc.DataCentre?.Cidrs ?? []).Where(cidr => !Cidr.TryParse(cidr, out _)))
        {
            _problems.Add($"{at}, data centre: {cidr} is not an IPv4 range");
        }
    }

    private void Instance(string at, SeedVpc vpc, SeedInstance instance)
    {
        Id(at, instance.InstanceId, IdKind.Instance);
        var subnet = vpc.Subnets?.FirstOrDefault(subnet => subnet.SubnetId == instance.SubnetId);
        Expect(subnet is not null, $"{at}, {instance.InstanceId}: subnetId is one of the VPC's subnets");
        Expect(
            Cidr.TryAddress(instance.PrivateIp ?? "", out var address)
                && (!Cidr.TryParse(subnet?.Cidr, out var range) || (range.Contains(address) && !range.IsReserved(address))),
            $"{at}, {instance.InstanceId}: privateIp is a usable address of its subnet");
        foreach (var group in (instance.SecurityGroupIds ?? []).Where(id => vpc.SecurityGroups?.Any(group => group.GroupId == id) != true))
        {
            _problems.Add($"{at}, {instance.InstanceId}: the VPC has no security group {group}");
        }
    }

    private void Id(string at, string? id, IdKind kind)
    {
        Expect(AwsIds.IsWellFormed(id ?? "", kind.Prefix), $"{at}: {id ?? "an id that is missing"} should be {kind.Prefix} and 8 or 17 hexadecimal digits");
        Unique(id, at);
    }

    private void Unique(string? id, string at) => Expect(id is null || _ids.Add(id), $"{at}: {id} is used twice");

    private void Expect(bool holds, string problem)
    {
        if (!holds)
        {
            _problems.Add(problem);
        }
    }

    [GeneratedRegex(@"\A[a-z]{2}(-[a-z]+)+-\d\z")]
    private static partial Regex RegionName();
}
