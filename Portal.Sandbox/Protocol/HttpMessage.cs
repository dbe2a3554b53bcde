using System.Text;

namespace Portal.Sandbox.Protocol;

/// <summary>The parts of an HTTP request that a signature covers, as they came over the wire.</summary>
internal sealed record HttpMessage(
    string Method, string Path, IReadOnlyList<KeyValuePair<string, string>> Query, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    /// <summary>The address that it came from; null for one that did not come over a wire.</summary>
    public string? SourceAddress { get; init; }

    public string? Header(string name) => Headers.GetValueOrDefault(name);

    /// <summary>The parameters: of the query string, then of the form in the body.</summary>
    public IEnumerable<KeyValuePair<string, string>> Parameters() => Query.Concat(Decode(Encoding.UTF8.GetString(Body)));

    public static IReadOnlyList<KeyValuePair<string, string>> Decode(string encoded) =>
        [.. encoded.Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('=', 2))
            .Select(pair => KeyValuePair.Create(Unescape(pair[0]), pair.Length == 2 ? Unescape(pair[1]) : ""))];

    private static string Unescape(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
