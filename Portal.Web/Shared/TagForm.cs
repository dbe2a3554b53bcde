using Portal.Infrastructure.Accounts;

namespace Portal.Web.Shared;

/// <summary>A tag as somebody enters it.</summary>
public sealed class TagForm
{
    public string? Key { get; set; }

    public string? Value { get; set; }

    public static List<TagForm> Of(IReadOnlyDictionary<string, string>? tags) => tags is null
        ? []
        : [.. tags.OrderBy(tag => tag.Key, StringComparer.Ordinal).Select(tag => new TagForm { Key = tag.Key, Value = tag.Value })];

    /// <summary>Gives each tag that the account asks for a line, and takes away empty lines of those that only another account asked for.</summary>
    public static void Ask(List<TagForm> tags, IReadOnlyList<AskedTagView> asked, IReadOnlyList<AskedTagView> before)
    {
        tags.RemoveAll(tag => string.IsNullOrWhiteSpace(tag.Value) && before.Any(one => one.Key == tag.Key) && asked.All(one => one.Key != tag.Key));
        tags.InsertRange(0, asked.Where(one => tags.All(tag => tag.Key?.Trim() != one.Key)).Select(one => new TagForm { Key = one.Key }));
    }

    /// <summary>What is sent of a change: nothing where all tags are as they were and nothing that is asked for is missing.</summary>
    public static Dictionary<string, string?>? Changed(
        IEnumerable<TagForm> tags, IReadOnlyDictionary<string, string>? before, IReadOnlyList<AskedTagView>? asked)
    {
        var (will, was) = (ToInput(tags, asked), before ?? new Dictionary<string, string>());
        return will.Count == was.Count && will.All(tag => was.TryGetValue(tag.Key, out var value) && value == (tag.Value ?? ""))
            && asked?.Any(one => one.Required && !will.ContainsKey(one.Key)) != true
            ? null
            : will;
    }

    /// <summary>Without those of which nothing was entered; of what the account asks for that is all without a value.</summary>
    public static Dictionary<string, string?> ToInput(IEnumerable<TagForm> tags, IReadOnlyList<AskedTagView>? asked = null)
    {
        var input = new Dictionary<string, string?>();
        foreach (var tag in tags.Where(tag => !string.IsNullOrWhiteSpace(tag.Key) || !string.IsNullOrWhiteSpace(tag.Value)))
        {
            var key = tag.Key?.Trim() ?? "";
            if (!string.IsNullOrWhiteSpace(tag.Value) || asked?.Any(one => one.Key == key) != true)
            {
                input[key] = tag.Value?.Trim();
            }
        }

        return input;
    }
}
