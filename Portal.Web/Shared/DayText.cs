using System.Globalization;
using System.Text.RegularExpressions;

namespace Portal.Web.Shared;

/// <summary>Reads days as people write them.</summary>
internal static partial class DayText
{
    /// <summary>How a day is asked for where it could not be read.</summary>
    public const string Form = "Write the day as 2026-12-31.";

    private const string Ambiguous = "This can be read as two days. Write it as 2026-12-31.";

    // Where the month is a word or the year comes first, nobody can be mistaken.
    private static readonly string[] Plain =
    [
        "yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyyMMdd", "d MMM yyyy", "d MMMM yyyy", "d. MMMM yyyy", "d-MMM-yyyy", "MMM d yyyy", "MMMM d yyyy", "MMM d, yyyy",
        "MMMM d, yyyy",
    ];

    public static string Of(DateTime? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    /// <param name="text">As somebody has written it; blank for no day.</param>
    /// <param name="day">None for no day, and where it cannot be read.</param>
    /// <returns>What is wrong with it; none when it can be read.</returns>
    public static string? Read(string? text, out DateTime? day)
    {
        day = null;
        var written = (text ?? "").Trim();
        if (written.Length == 0)
        {
            return null;
        }

        if (DateTime.TryParseExact(written, Plain, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out var plain))
        {
            day = plain;
            return null;
        }

        return Numbers().Match(written) is { Success: true } numbers ? ReadNumbers(numbers, out day) : Form;
    }

    /// <summary>With points the day comes first; with slashes and hyphens only numbers beyond twelve tell which is which.</summary>
    private static string? ReadNumbers(Match numbers, out DateTime? day)
    {
        day = null;
        var (first, second, year) = (Number(numbers, "first"), Number(numbers, "second"), Number(numbers, "year"));
        var isDayFirst = numbers.Groups["mark"].Value == "." || first > 12 || first == second;
        if (!isDayFirst && second <= 12)
        {
            return Ambiguous;
        }

        var (date, month) = isDayFirst ? (first, second) : (second, first);
        if (month is < 1 or > 12 || year < 1 || date < 1 || date > DateTime.DaysInMonth(year, month))
        {
            return Form;
        }

        day = new DateTime(year, month, date);
        return null;
    }

    private static int Number(Match numbers, string name) => int.Parse(numbers.Groups[name].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(?<first>\d{1,2})(?<mark>[./-])\s*(?<second>\d{1,2})\k<mark>\s*(?<year>\d{4})$", RegexOptions.CultureInvariant)]
    private static partial Regex Numbers();
}
