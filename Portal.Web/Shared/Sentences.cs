namespace Portal.Web.Shared;

/// <summary>Makes sentences of what commands and queries put into words.</summary>
internal static class Sentences
{
    /// <summary>With one full stop at the end.</summary>
    public static string End(string text) => text.Length == 0 || text[^1] is '.' or '!' or '?' ? text : text + ".";

    public static string Begin(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}
