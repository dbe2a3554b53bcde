using System.Globalization;
using Portal.Infrastructure.Provisioning;

namespace Portal.Web.Lists;

/// <summary>How many there are, in words that promise no more than was counted.</summary>
internal static class ListTotal
{
    public static string Text(CappedCount total, int shown, string noun) =>
        total.Counted <= shown
            ? Counted(shown, noun)
            : string.Create(CultureInfo.InvariantCulture, $"{(IsMore(total) ? "More than " : "")}{Exact(total):N0} {Plural(noun)}, {shown:N0} shown");

    /// <summary>Of what nobody has counted.</summary>
    public static string Shown(int shown, string noun) => $"{Counted(shown, noun)} shown; there are more";

    /// <summary>What is in the file.</summary>
    public static string File(CappedCount total) => total.Counted > ListFile.Most || IsMore(total)
        ? string.Create(CultureInfo.InvariantCulture, $"all that the filters leave, {ListFile.Most:N0} rows at most")
        : "all that the filters leave";

    public static string Plural(string noun) => noun switch
    {
        "person" => "people",
        _ when noun.EndsWith('y') => noun[..^1] + "ies",
        _ => noun + "s",
    };

    private static string Counted(int count, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{count:N0} {(count == 1 ? noun : Plural(noun))}");

    private static bool IsMore(CappedCount total) => total.Counted > CappedCount.Most;

    private static int Exact(CappedCount total) => Math.Min(total.Counted, CappedCount.Most);
}
