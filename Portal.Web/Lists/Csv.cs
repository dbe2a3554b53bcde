using System.Buffers;
using System.Text;

namespace Portal.Web.Lists;

/// <summary>Writes lines of comma-separated values (RFC 4180) that no spreadsheet takes for formulas.</summary>
internal static class Csv
{
    // Also the wide forms that some spreadsheets read alike.
    private const string Formulas = "=+-@\t\r\n＝＋－＠";

    private static readonly SearchValues<char> Special = SearchValues.Create(",\"\r\n");

    public static string Line(IEnumerable<string?> values) => string.Join(',', values.Select(Value)) + "\r\n";

    private static string Value(string? value)
    {
        var text = new StringBuilder(value);
        if (text.Length > 0 && Formulas.Contains(text[0], StringComparison.Ordinal))
        {
            text.Insert(0, '\'');
        }

        return value.AsSpan().ContainsAny(Special) ? text.Replace("\"", "\"\"").Insert(0, '"').Append('"').ToString() : text.ToString();
    }
}
