using System.Globalization;
using Portal.Sandbox.Protocol;

namespace Portal.Sandbox.Signing;

/// <summary>What a request says about its signature, from the Authorization header or, when presigned, from the query string.</summary>
internal sealed record SignedRequest
{
    public const string Algorithm = "AWS4-HMAC-SHA256";
    private const string DateForm = "yyyyMMdd'T'HHmmss'Z'";
    private const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;

    public required string AccessKeyId { get; init; }
    public required string Day { get; init; }
    public required string Region { get; init; }
    public required string Service { get; init; }
    public required IReadOnlyList<string> SignedHeaders { get; init; }
    public required string Signature { get; init; }
    public required string Date { get; init; }
    public string? SessionToken { get; init; }
    public bool IsPresigned { get; init; }

    /// <summary>How long a presigned request stays valid.</summary>
    public TimeSpan? Lifetime { get; init; }

    public string Scope => $"{Day}/{Region}/{Service}/aws4_request";

    public DateTimeOffset? SignedAt =>
        DateTimeOffset.TryParseExact(Date, DateForm, CultureInfo.InvariantCulture, Utc, out var at) ? at : null;

    public static string Format(DateTimeOffset time) => time.UtcDateTime.ToString(DateForm, CultureInfo.InvariantCulture);

    /// <summary>Null when the request carries no signature at all or an unreadable one.</summary>
    public static SignedRequest? Read(HttpMessage message) =>
        message.Header("authorization") is { Length: > 0 } header ? FromHeader(header, message) : FromQuery(message);

    private static SignedRequest? FromHeader(string header, HttpMessage message)
    {
        if (!header.StartsWith(Algorithm + " ", StringComparison.Ordinal))
        {
            return null;
        }

        var fields = header[(Algorithm.Length + 1)..].Split(',')
            .Select(field => field.Trim().Split('=', 2))
            .Where(field => field.Length == 2)
            .GroupBy(field => field[0])
            .ToDictionary(field => field.Key, field => field.First()[1]);
        var signed = From(
            fields.GetValueOrDefault("Credential"), fields.GetValueOrDefault("SignedHeaders"),
            fields.GetValueOrDefault("Signature"), message.Header("x-amz-date"));
        return signed is null ? null : signed with { SessionToken = message.Header("x-amz-security-token") };
    }

    private static SignedRequest? FromQuery(HttpMessage message)
    {
        var query = message.Query.GroupBy(pair => pair.Key).ToDictionary(pair => pair.Key, pair => pair.First().Value);
        if (query.GetValueOrDefault("X-Amz-Algorithm") != Algorithm
            || From(
                query.GetValueOrDefault("X-Amz-Credential"), query.GetValueOrDefault("X-Amz-SignedHeaders"),
                query.GetValueOrDefault("X-Amz-Signature"), query.GetValueOrDefault("X-Amz-Date")) is not { } signed)
        {
            return null;
        }

        return signed with
        {
            SessionToken = query.GetValueOrDefault("X-Amz-Security-Token"),
            IsPresigned = true,
            Lifetime = int.TryParse(query.GetValueOrDefault("X-Amz-Expires"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
                ? TimeSpan.FromSeconds(Math.Min(seconds, 604800))
                : null,
        };
    }

    private static SignedRequest? From(string? credential, string? signedHeaders, string? signature, string? date) =>
        credential?.Split('/') is [{ Length: > 0 } key, var day, var region, var service, "aws4_request"] && signedHeaders is not null && signature is not null
            && date is not null
            ? new()
            {
                AccessKeyId = key,
                Day = day,
                Region = region,
                Service = service,
                SignedHeaders = signedHeaders.Split(';'),
                Signature = signature,
                Date = date,
            }
            : null;
}
