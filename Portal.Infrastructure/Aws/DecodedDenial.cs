using System.Text.Json;
using System.Text.RegularExpressions;
using Portal.Domain.Provisioning;

namespace Portal.Infrastructure.Aws;

/// <summary>What AWS tells of a refusal to whoever decodes its message: which conditions were met by the call, so which tags were missing.</summary>
/// <param name="MissingTags">Keys that the statement's conditions look for in the call, and that it did not send.</param>
/// <param name="Keys">All condition keys of the statement; none where AWS does not tell it.</param>
internal sealed partial record DecodedDenial(bool IsExplicit, IReadOnlyList<string> MissingTags, IReadOnlyList<string> Keys)
{
    private const string RequestTag = "aws:RequestTag/";

    /// <returns>The encoded message at the end of a refusal, where decoding it could tell more than the refusal does.</returns>
    public static string? EncodedIn(string message) =>
        Encoded().Match(message) is { Success: true } match
        && (message.Contains("explicit deny", StringComparison.OrdinalIgnoreCase)
            || !message.Contains("not authorized to perform:", StringComparison.OrdinalIgnoreCase))
            ? match.Groups["text"].Value
            : null;

    /// <returns>None for what is not of that form.</returns>
    public static DecodedDenial? Read(string decoded)
    {
        try
        {
            using var document = JsonDocument.Parse(decoded);
            var told = document.RootElement;
            var sent = KeysOf(told.GetProperty("context")).ToHashSet(StringComparer.OrdinalIgnoreCase);
            var keys = Items(told.GetProperty("matchedStatements"))
                .Where(statement => "DENY".Equals(statement.GetProperty("effect").GetString(), StringComparison.OrdinalIgnoreCase))
                .SelectMany(KeysOf).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
            return new(
                told.GetProperty("explicitDeny").GetBoolean(),
                [
                    .. keys.Where(key => key.StartsWith(RequestTag, StringComparison.OrdinalIgnoreCase) && !sent.Contains(key))
                        .Select(key => key[RequestTag.Length..])
                        .Where(key => key.Length is > 0 and <= AwsTags.LongestKey && AwsTags.IsAllowed(key) && !AwsTags.IsReserved(key)),
                ],
                keys);
        }
        catch (Exception foreign) when (foreign is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return null;
        }
    }

    private static IEnumerable<string> KeysOf(JsonElement parent) => parent.TryGetProperty("conditions", out var conditions)
        ? Items(conditions).Select(condition => condition.GetProperty("key").GetString()!).ToList()
        : [];

    private static JsonElement.ArrayEnumerator Items(JsonElement list) => list.GetProperty("items").EnumerateArray();

    [GeneratedRegex(@"Encoded authorization failure message: (?<text>[\w-]+)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Encoded();
}
