namespace Portal.Domain.Provisioning;

/// <summary>In what the tags of one object differ from what is asked for.</summary>
/// <param name="Id">The object's id or ARN.</param>
/// <param name="Wanted">All that should stand on it and is the portal's to set; empty where all of it does.</param>
/// <param name="Missing">Those of them that are not there.</param>
/// <param name="Other">Those of them that have another value, with that value.</param>
/// <param name="Left">What the portal has set and nobody asks for any more, as AWS shows it.</param>
public sealed record TagDifference(
    string Id, IReadOnlyDictionary<string, string> Wanted, IReadOnlyList<string> Missing, IReadOnlyDictionary<string, string> Other,
    IReadOnlyDictionary<string, string> Left)
{
    /// <summary>What the history says of setting them: before and after.</summary>
    public IReadOnlyDictionary<string, string?> SetDetails() => new Dictionary<string, string?>
    {
        ["objectId"] = Id,
        ["before"] = AwsTags.Text(Other),
        ["after"] = AwsTags.Text(Wanted.Where(tag => Missing.Contains(tag.Key) || Other.ContainsKey(tag.Key))),
    };

    /// <summary>What the history says of removing what is left.</summary>
    public IReadOnlyDictionary<string, string?> RemoveDetails() => new Dictionary<string, string?> { ["objectId"] = Id, ["before"] = AwsTags.Text(Left) };
}
