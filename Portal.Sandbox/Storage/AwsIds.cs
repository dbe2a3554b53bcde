using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace Portal.Sandbox.Storage;

/// <summary>Ids in AWS's forms.</summary>
internal static partial class AwsIds
{
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>A prefix and 17 hex digits that begin with 0, as EC2 makes them.</summary>
    public static string New(string prefix) => prefix + "0" + RandomNumberGenerator.GetHexString(16, lowercase: true);

    /// <summary>A prefix and 16 upper-case characters, as IAM and STS make them.</summary>
    public static string NewKey(string prefix) => prefix + RandomNumberGenerator.GetString(Base32, 16);

    public static string NewSecret() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(30));

    public static string NewSessionToken() => "IQoJb3JpZ2luX2VjE" + Convert.ToBase64String(RandomNumberGenerator.GetBytes(192));

    /// <summary>Whether it has that prefix and 8 or 17 hex digits; such an id may exist, any other is malformed.</summary>
    public static bool IsWellFormed(string id, string prefix) => id.StartsWith(prefix, StringComparison.Ordinal) && Digits().IsMatch(id.AsSpan(prefix.Length));

    [GeneratedRegex(@"\A([0-9a-f]{8}|[0-9a-f]{17})\z")]
    private static partial Regex Digits();
}
