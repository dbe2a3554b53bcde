using System.Collections.Frozen;

namespace Portal.Web.Api.Contract;

/// <summary>The words in which the API's document explains members and parameters; a member means the same wherever nothing else is said.</summary>
internal static class ApiWords
{
    private static readonly FrozenDictionary<string, ApiWord> All = new[]
        {
            CommonWords.Words, NetworkWords.Words, DecisionWords.Words, ReviewWords.Words, WorkWords.Words, PeopleWords.Words,
        }
        .SelectMany(words => words).ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Under which names something is explained.</summary>
    public static IEnumerable<string> Names => All.Keys;

    /// <param name="owner">The schema of a member, or the operation of a parameter.</param>
    /// <returns>None when nobody has explained it.</returns>
    public static ApiWord? Of(string owner, string name) => All.GetValueOrDefault(Key(owner, name));

    /// <returns>Under which name it is explained.</returns>
    public static string Key(string owner, string name) => All.ContainsKey($"{owner}.{name}") ? $"{owner}.{name}" : name;
}
