using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;

namespace Portal.Domain;

/// <summary>
/// Reads words that stand for an enum's members: exactly those, whatever their case. <c>Enum.Parse</c> would also take numbers, padding and lists.
/// </summary>
public static class EnumWords
{
    /// <summary>Whether the text is one of the words.</summary>
    public static bool TryRead<T>([NotNullWhen(true)] string? text, out T value)
        where T : struct, Enum
    {
        value = default;
        return text is not null && Words<T>.ByName.TryGetValue(text, out value);
    }

    /// <returns>None when the text is not one of the words.</returns>
    public static T? Read<T>(string? text)
        where T : struct, Enum => TryRead<T>(text, out var value) ? value : null;

    /// <summary>The words as the API writes them, in the members' order.</summary>
    public static IReadOnlyList<string> All<T>()
        where T : struct, Enum => [.. Enum.GetNames<T>().Select(JsonNamingPolicy.CamelCase.ConvertName)];

    /// <summary>The words that people and programs may send: what stands for the words of a newer version is none of them.</summary>
    public static IReadOnlyList<string> ForPeople<T>()
        where T : struct, Enum => [.. All<T>().Where(word => Convert.ToInt32(Read<T>(word)!.Value, CultureInfo.InvariantCulture) >= 0)];

    private static class Words<T>
        where T : struct, Enum
    {
        public static readonly FrozenDictionary<string, T> ByName = Enum.GetValues<T>()
            .ToFrozenDictionary(value => value.ToString(), StringComparer.OrdinalIgnoreCase);
    }
}
