using System.Collections.Frozen;
using Portal.Domain;

namespace Portal.Infrastructure.Data;

/// <summary>The words that this version of the portal stores for an enum. Others come from a newer version, and are read as Unknown.</summary>
internal static class StoredEnum<T>
    where T : struct, Enum
{
    private const string UnknownName = "Unknown";

    public static T Unknown { get; } = EnumWords.Read<T>(UnknownName) ?? throw new InvalidOperationException(
        $"{typeof(T).Name} has no member for what a newer version stores.");

    private static readonly FrozenDictionary<string, T> ByName = Enum.GetValues<T>()
        .Where(value => value.ToString() != UnknownName || UnknownIsAWord).ToFrozenDictionary(value => value.ToString());

    /// <summary>All that this version stores.</summary>
    public static T[] Known { get; } = [.. ByName.Values];

    /// <summary>Where nobody knows is something to be stored, it is a member like the others; below zero it only says what this version read.</summary>
    private static bool UnknownIsAWord => Convert.ToInt32(Unknown, null) >= 0;

    public static T Read(string text) => ByName.TryGetValue(text, out var value) ? value : Unknown;

    public static string Write(T value) => ByName.ContainsKey(value.ToString())
        ? value.ToString()
        : throw new InvalidOperationException($"{typeof(T).Name} {value} is no word of this version: what a newer one has stored stays as it is.");
}
