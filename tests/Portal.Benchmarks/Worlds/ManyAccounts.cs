using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Portal.Sandbox.Seeding;

namespace Portal.Benchmarks.Worlds;

/// <summary>The story's world, in which the consumer has many accounts: copies of the first under ids of their own.</summary>
internal static partial class ManyAccounts
{
    public const string Original = "storefront-prod";

    public static SandboxSeed Seed(int count) =>
        SandboxSeed.Default with { Accounts = [.. SandboxSeed.Default.Accounts, .. Enumerable.Range(0, count).Select(Copy)] };

    /// <summary>The number is where the original's id has three digits of its own, none of which begin with a c.</summary>
    public static string Renumber(string text, int account) => Ids().Replace(
        text.Replace(SandboxSeed.Default.Account(Original).AccountId, AccountId(account), StringComparison.Ordinal),
        match => string.Create(CultureInfo.InvariantCulture, $"{match.Groups[1].Value}-0c{account:x2}{match.Groups[2].Value}"));

    public static string Alias(int account) => string.Create(CultureInfo.InvariantCulture, $"copy-{account}");

    public static string AccountId(int account) => string.Create(CultureInfo.InvariantCulture, $"4000000{account:00000}");

    private static SeedAccount Copy(int account)
    {
        var original = SandboxSeed.Default.Account(Original);
        var copy = JsonSerializer.Deserialize<SeedAccount>(
            Renumber(JsonSerializer.Serialize(original, JsonSerializerOptions.Web), account), JsonSerializerOptions.Web)!;
        return copy with
        {
            Alias = Alias(account),
            // A key has letters and the digits from 2 to 7.
            AccessKeyId = $"{original.AccessKeyId[..^2]}{(char)('A' + (account / 26))}{(char)('A' + (account % 26))}",
            Regions = [],
        };
    }

    [GeneratedRegex(@"\b(vpc|subnet|sg|i)-0[0-9a-f]{3}([0-9a-f]{13})\b")]
    private static partial Regex Ids();
}
