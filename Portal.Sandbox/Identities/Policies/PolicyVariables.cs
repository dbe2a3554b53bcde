using System.Text.RegularExpressions;
using Portal.Sandbox.Protocol;

namespace Portal.Sandbox.Identities.Policies;

/// <summary>The variables of policies: <c>${key}</c>, <c>${key, 'default'}</c>, and <c>${*}</c>, <c>${?}</c>, <c>${$}</c> for these characters.</summary>
internal static partial class PolicyVariables
{
    /// <summary>The text with the values of the request in the place of its variables; null when one of them has neither a value nor a default.</summary>
    /// <param name="isPattern">Whether * and ? have a meaning around the variables; in what is filled in they have none.</param>
    public static string? Fill(string text, IReadOnlyDictionary<string, IReadOnlyList<string>> keys, bool isPattern)
    {
        var isFilled = true;
        var filled = Variable().Replace(text, match =>
        {
            var value = ValueOf(match, keys);
            isFilled &= value is not null;
            return isPattern ? Glob.Escape(value ?? "") : value ?? "";
        });
        return isFilled ? filled : null;
    }

    private static string? ValueOf(Match match, IReadOnlyDictionary<string, IReadOnlyList<string>> keys) =>
        match.Groups["itself"] is { Success: true, Value: var itself } ? itself
        : keys.TryGetValue(match.Groups["key"].Value, out var values) && values is [var only] ? only
        : match.Groups["default"] is { Success: true, Value: var standard } ? standard
        : null;

    [GeneratedRegex(@"\$\{(?:(?<itself>[*?$])|\s*(?<key>[^{},']+?)\s*(?:,\s*'(?<default>[^']*)'\s*)?)\}")]
    private static partial Regex Variable();
}
