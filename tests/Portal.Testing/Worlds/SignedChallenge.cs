using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Portal.Infrastructure.Accounts.Onboarding;
using Portal.Sandbox.Seeding;

namespace Portal.Testing.Worlds;

/// <summary>What the shown script would print, signed here: as it should be, or with one thing about it different.</summary>
/// <param name="Url">Of the token service, as the script names it.</param>
public sealed record SignedChallenge(string Url, string Region, string Challenge, string AccessKeyId, string SecretAccessKey)
{
    public const string Question = "Action=GetCallerIdentity&Version=2011-06-15";

    public string Method { get; init; } = "POST";

    public string Body { get; init; } = Question;

    public DateTimeOffset At { get; init; } = TimeProvider.System.GetUtcNow();

    public string? SessionToken { get; init; }

    public bool SignsChallenge { get; init; } = true;

    public string Service { get; init; } = "sts";

    /// <summary>Headers that are signed besides.</summary>
    public IReadOnlyDictionary<string, string> More { get; init; } = new Dictionary<string, string>();

    /// <summary>The answer that the people of the account would hand in.</summary>
    public static SignedChallenge Of(ChallengeView asked, Uri aws, SeedAccount account) =>
        new(new Uri(aws, "/").AbsoluteUri, asked.Region, asked.Challenge!, account.AccessKeyId, account.SecretAccessKey);

    /// <returns>What the script would print.</returns>
    public string Text()
    {
        var (url, at) = (new Uri(Url), At.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture));
        var sent = new SortedDictionary<string, string>(More.ToDictionary(), StringComparer.Ordinal)
        {
            ["content-type"] = "application/x-www-form-urlencoded; charset=utf-8",
            ["x-amz-date"] = at,
            ["x-portal-challenge"] = Challenge,
        };
        if (SessionToken is not null)
        {
            sent["x-amz-security-token"] = SessionToken;
        }

        var covered = new SortedDictionary<string, string>(sent, StringComparer.Ordinal) { ["host"] = url.Authority };
        if (!SignsChallenge)
        {
            covered.Remove("x-portal-challenge");
        }

        var (names, scope) = (string.Join(';', covered.Keys), $"{at[..8]}/{Region}/{Service}/aws4_request");
        var canonical = string.Join(
            '\n', Method, url.AbsolutePath, "", string.Concat(covered.Select(header => $"{header.Key}:{header.Value}\n")), names, Hash(Body));
        var key = new[] { at[..8], Region, Service, "aws4_request" }
            .Aggregate(Encoding.UTF8.GetBytes($"AWS4{SecretAccessKey}"), (known, part) => HMACSHA256.HashData(known, Encoding.UTF8.GetBytes(part)));
        var signature = Convert.ToHexStringLower(
            HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"AWS4-HMAC-SHA256\n{at}\n{scope}\n{Hash(canonical)}")));
        sent["Authorization"] = $"AWS4-HMAC-SHA256 Credential={AccessKeyId}/{scope}, SignedHeaders={names}, Signature={signature}";
        return Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(new { method = Method, url = Url, body = Body, headers = sent }));
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
