namespace Portal.Web.EndpointServices;

/// <summary>A tag as somebody enters it.</summary>
public sealed class TagForm
{
    public string? Key { get; set; }

    public string? Value { get; set; }

    /// <summary>Without those of which nothing was entered.</summary>
    public static Dictionary<string, string?> ToInput(IEnumerable<TagForm> tags)
    {
        var input = new Dictionary<string, string?>();
        foreach (var tag in tags.Where(tag => !string.IsNullOrWhiteSpace(tag.Key) || !string.IsNullOrWhiteSpace(tag.Value)))
        {
            input[tag.Key?.Trim() ?? ""] = tag.Value?.Trim();
        }

        return input;
    }
}
