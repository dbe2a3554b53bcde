using System.Text.RegularExpressions;

namespace Portal.Domain.Networking;

/// <summary>The forms in which AWS writes its identifiers.</summary>
public static partial class AwsIds
{
    // The longest that there is has 15 characters.
    private const int LongestRegion = 32;

    public static bool IsAccountId(string? text) => text is not null && AccountId().IsMatch(text);

    public static bool IsRegion(string? text) => text is { Length: <= LongestRegion } && Region().IsMatch(text);

    public static bool IsVpcId(string? text) => HasForm(text, "vpc-");

    public static bool IsSubnetId(string? text) => HasForm(text, "subnet-");

    public static bool IsSecurityGroupId(string? text) => HasForm(text, "sg-");

    public static bool IsVpcEndpointId(string? text) => HasForm(text, "vpce-");

    public static bool IsInstanceId(string? text) => HasForm(text, "i-");

    /// <summary>The ARN that stands for every identity of an account, the only kind of principal the portal allows.</summary>
    /// <param name="region">Of the endpoint: its partition is the account's.</param>
    public static string AccountRoot(string accountId, string region) => AwsPartition.OfRegion(region).AccountRoot(accountId);

    private static bool HasForm(string? text, string prefix) =>
        text is not null && text.StartsWith(prefix, StringComparison.Ordinal) && ResourceSuffix().IsMatch(text.AsSpan(prefix.Length));

    // \z and not $, which would let a line end through.
    [GeneratedRegex(@"^[0-9]{12}\z", RegexOptions.CultureInvariant)]
    private static partial Regex AccountId();

    [GeneratedRegex(@"^[a-z]{2,4}(-[a-z]+)+-[0-9]{1,2}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Region();

    // Eight digits are the older short form; both are still in use.
    [GeneratedRegex(@"^([0-9a-f]{8}|[0-9a-f]{17})\z", RegexOptions.CultureInvariant)]
    private static partial Regex ResourceSuffix();
}
