using System.Globalization;
using System.Text;

namespace Portal.Infrastructure.Validation;

/// <summary>What of a line of text is shown as it was typed: no control characters, and no marks that break the line or turn its direction.</summary>
public static class ShownText
{
    /// <summary>Whether nothing of the text would be left out where it is shown.</summary>
    public static bool IsWhole(string text) => text.EnumerateRunes().All(IsShown);

    public static bool IsShown(Rune rune) => Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
        or UnicodeCategory.Surrogate);
}
