using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace Portal.Web.Lists;

/// <summary>What of a list stands in its address.</summary>
internal static class ListAddress
{
    public const string Sort = "sort";
    public const string Columns = "columns";
    public const string Density = "density";
    public const string Cursor = "cursor";

    /// <summary>The row that is shown with all that there is of it.</summary>
    public const string Open = "open";

    private static readonly string[] Views = [Sort, Columns, Density, Cursor, Open];

    /// <summary>The filters alone, always in the same order.</summary>
    /// <returns>None where everything is shown.</returns>
    public static string? FiltersOf(string address)
    {
        var filters = QueryHelpers.ParseQuery(new Uri(address).Query)
            .Where(parameter => !Views.Contains(parameter.Key) && !StringValues.IsNullOrEmpty(parameter.Value))
            .OrderBy(parameter => parameter.Key, StringComparer.Ordinal);
        var text = QueryHelpers.AddQueryString("", filters);
        return text.Length == 0 ? null : text;
    }

    /// <summary>Whether the address says nothing of how to show the list.</summary>
    public static bool IsBare(string address) => new Uri(address).Query.TrimStart('?').Length == 0;
}
