namespace Portal.Infrastructure.Data;

/// <summary>What somebody looks for, as a pattern for <c>ILIKE</c>.</summary>
internal static class SearchText
{
    // Without naming it there is none: the provider writes ESCAPE ''.
    public const string Escape = @"\";

    /// <summary>Matches wherever the text stands.</summary>
    public static string Anywhere(string text) => $"%{Escaped(text.Trim())}%";

    private static string Escaped(string text) =>
        text.Replace(Escape, Escape + Escape, StringComparison.Ordinal).Replace("%", Escape + "%", StringComparison.Ordinal)
            .Replace("_", Escape + "_", StringComparison.Ordinal);
}
