using System.Text.RegularExpressions;

namespace Portal.Domain.Provisioning;

/// <summary>AWS's rules for tags, and the readable name that everything gets by one.</summary>
public static partial class AwsTags
{
    /// <summary>The key under which AWS's console shows a name.</summary>
    public const string Name = "Name";

    public const int LongestKey = 128;
    public const int LongestValue = 256;

    /// <summary>AWS allows so many on one object.</summary>
    public const int MostOnAnObject = 50;

    /// <summary>How many people may choose, a name of their own not counted: the portal's own and the name need room, too.</summary>
    public const int MostOfPeople = MostOnAnObject - PortalTags.Count - 1;

    /// <summary>Whether it has only characters that all of AWS takes in keys and values.</summary>
    public static bool IsAllowed(string text) => !Forbidden().IsMatch(text);

    /// <summary>Whether the key is AWS's or the portal's own to set.</summary>
    public static bool IsReserved(string key) =>
        key.StartsWith("aws:", StringComparison.OrdinalIgnoreCase) || PortalTags.IsOwn(key);

    /// <summary>What an object is tagged with beside the portal's own: what people typed, and a readable name unless they typed one.</summary>
    /// <param name="name">For example <c>Payments API listener 443</c>; what AWS does not take in it is replaced.</param>
    public static IReadOnlyDictionary<string, string> Named(IReadOnlyDictionary<string, string> typed, string name)
    {
        var tags = new SortedDictionary<string, string>(typed.ToDictionary(), StringComparer.Ordinal);
        tags.TryAdd(Name, Readable(name));
        return tags;
    }

    /// <summary>The name with what AWS does not take in it replaced.</summary>
    public static string Readable(string name)
    {
        var allowed = Forbidden().Replace(name, "-");
        return allowed.Length <= LongestValue ? allowed : allowed[..LongestValue];
    }

    public static bool AreSame(IReadOnlyDictionary<string, string> left, IReadOnlyDictionary<string, string> right) =>
        left.Count == right.Count && left.All(tag => right.TryGetValue(tag.Key, out var value) && value == tag.Value);

    /// <summary>Those tags that are not the same before and after a change, for the history; none where there are none.</summary>
    public static string? Changes(IReadOnlyDictionary<string, string> earlier, IReadOnlyDictionary<string, string> later, bool before)
    {
        var (shown, compared) = before ? (earlier, later) : (later, earlier);
        return Text(shown.Where(tag => compared.GetValueOrDefault(tag.Key) != tag.Value));
    }

    /// <summary>As people read them; none where there are none.</summary>
    public static string? Text(IEnumerable<KeyValuePair<string, string>> tags)
    {
        var text = string.Join(", ", tags.OrderBy(tag => tag.Key, StringComparer.Ordinal).Select(tag => $"{tag.Key}={tag.Value}"));
        return text.Length == 0 ? null : text;
    }

    [GeneratedRegex(@"[^\p{L}\p{Z}\p{N}_.:/=+\-@]", RegexOptions.CultureInvariant)]
    private static partial Regex Forbidden();
}
