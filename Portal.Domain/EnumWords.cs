using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Portal.Domain;

/// <summary>
/// Reads words that stand for an enum's members: exactly those, whatever their case. <c>Enum.Parse</c> would also take numbers, padding and lists.
/// </summary>
public static partial class EnumWords
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

    /// <summary>As people say it: <c>AwaitingApproval</c> is "Awaiting approval".</summary>
    public static string Said<T>(T value)
        where T : struct, Enum => Said(value.ToString());

    /// <inheritdoc cref="Said{T}(T)"/>
    public static string Said(string name) =>
        // The stored word stays; people read the one that the buttons have.
        name == "Denied" ? "Rejected" : WordStart().Replace(name, match => " " + match.Value.ToLowerInvariant());

    /// <summary>The same, with what is stored where only a newer version of the portal knows the word.</summary>
    public static string Said<T>(T value, string? stored)
        where T : struct, Enum => stored is null || value.ToString() != "Unknown" ? Said(value) : $"Unknown (\"{stored}\")";

    [GeneratedRegex("(?<=[a-z])[A-Z]", RegexOptions.CultureInvariant)]
    private static partial Regex WordStart();

    private static class Words<T>
        where T : struct, Enum
    {
        public static readonly FrozenDictionary<string, T> ByName = Enum.GetValues<T>()
            .ToFrozenDictionary(value => value.ToString(), StringComparer.OrdinalIgnoreCase);
    }
}
