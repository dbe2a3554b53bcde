namespace Portal.Sandbox.Protocol;

/// <summary>Patterns of EC2 filters: * stands for any text, ? for one character, \ takes away their meaning.</summary>
internal static class Glob
{
    public static bool Matches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text)
    {
        // The usual two-pointer walk: on a mismatch go back to the last star and let it swallow one character more.
        var (p, t, star, mark) = (0, 0, -1, 0);
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                (star, mark) = (p++, t);
            }
            else if (p < pattern.Length && Step(pattern, ref p, text[t]))
            {
                t++;
            }
            else if (star >= 0)
            {
                (p, t) = (star + 1, ++mark);
            }
            else
            {
                return false;
            }
        }

        return pattern[p..].Trim('*').IsEmpty;
    }

    /// <summary>A pattern that matches just this text.</summary>
    public static string Escape(string text) => string.Concat(text.Select(c => c is '*' or '?' or '\\' ? $"\\{c}" : $"{c}"));

    private static bool Step(ReadOnlySpan<char> pattern, ref int p, char c)
    {
        var escaped = pattern[p] == '\\' && p + 1 < pattern.Length;
        var expected = pattern[escaped ? p + 1 : p];
        if (expected != c && (escaped || expected != '?'))
        {
            return false;
        }

        p += escaped ? 2 : 1;
        return true;
    }
}
