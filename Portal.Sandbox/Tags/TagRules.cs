using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;
using Portal.Sandbox.Resources;

namespace Portal.Sandbox.Tags;

/// <summary>What EC2 accepts as tags, in a create call and in CreateTags.</summary>
internal static class TagRules
{
    private const int Most = 50;
    private const int LongestKey = 128;
    private const int LongestValue = 256;

    /// <summary>The tags that a create call gives to the resource it makes.</summary>
    public static IReadOnlyDictionary<string, string> OfSpecifications(QueryParameters parameters, IdKind kind) =>
        OfSpecifications(parameters, [kind.ResourceType])[kind.ResourceType];

    /// <summary>The tags that a create call gives to what it makes, by type of resource.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> OfSpecifications(QueryParameters parameters, IReadOnlyList<string> types)
    {
        var tags = types.ToDictionary(type => type, _ => new Dictionary<string, string>());
        foreach (var specification in parameters.Items("TagSpecification"))
        {
            var type = specification.Required("ResourceType");
            var typed = tags.GetValueOrDefault(type)
                ?? throw new AwsError("InvalidParameterValue", $"'{type}' is not a valid taggable resource type for this operation.");
            AddAll(typed, specification);
        }

        return tags.ToDictionary(pair => pair.Key, IReadOnlyDictionary<string, string> (pair) => pair.Value);
    }

    /// <summary>The tags listed as <c>Tag.N.Key</c> and <c>Tag.N.Value</c>.</summary>
    public static IReadOnlyDictionary<string, string> Of(QueryParameters parameters)
    {
        var tags = new Dictionary<string, string>();
        AddAll(tags, parameters);
        return tags;
    }

    /// <summary>
    /// Adds tags to a resource, or puts them on a new one; those of the same key are replaced. They end with the resource, if its end is known.
    /// </summary>
    public static void Put(
        Call call, string resourceId, string ownerId, string region, string resourceType, IReadOnlyDictionary<string, string> added, DateTimeOffset? end = null)
    {
        if (added.Count == 0)
        {
            return;
        }

        var merged = new SortedDictionary<string, string>(call.Tags(resourceId).ToDictionary(), StringComparer.Ordinal);
        foreach (var (key, value) in added)
        {
            merged[key] = value;
        }

        if (merged.Count > Most)
        {
            throw new AwsError("TagLimitExceeded", "You've reached the limit on the number of tags that you can assign to the specified resource.");
        }

        call.Store.Tags.Put(new(resourceId, ownerId, region, resourceType, merged) { GoneAt = end });
    }

    /// <summary>The tags of what is gone at once go with it.</summary>
    public static void Remove(Call call, string resourceId)
    {
        if (call.Store.Tags.Find(resourceId) is not null)
        {
            call.Store.Tags.Delete(resourceId);
        }
    }

    /// <summary>The tags of what is deleted end with it.</summary>
    public static void EndAt(Call call, string resourceId, DateTimeOffset? end)
    {
        if (call.Store.Tags.TryFind(resourceId, out var tags))
        {
            call.Store.Tags.Put(tags with { GoneAt = end });
        }
    }

    private static void AddAll(Dictionary<string, string> tags, QueryParameters parameters)
    {
        foreach (var tag in parameters.Items("Tag"))
        {
            var (key, value) = (tag.Required("Key"), tag.Text("Value") ?? "");
            if (key.StartsWith("aws:", StringComparison.OrdinalIgnoreCase))
            {
                throw new AwsError("InvalidParameterValue", "Tag keys starting with 'aws:' are reserved for internal use");
            }

            if (key.Length > LongestKey || value.Length > LongestValue)
            {
                var (what, most) = key.Length > LongestKey ? ("key", LongestKey) : ("value", LongestValue);
                throw new AwsError("InvalidParameterValue", $"Tag {what} exceeds the maximum length of {most} characters");
            }

            if (!tags.TryAdd(key, value))
            {
                throw new AwsError("InvalidParameterValue", $"Duplicate tag key '{key}' specified.");
            }
        }
    }
}
