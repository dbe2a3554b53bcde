namespace Portal.Domain;

/// <summary>What stands for stored tags that cannot be read.</summary>
public static class UnreadableTags
{
    public static IReadOnlyDictionary<string, string> Value { get; } = new Dictionary<string, string>();
}
