namespace Portal.Infrastructure.Data;

/// <summary>How somebody wants to see one of the portal's lists.</summary>
public sealed class KeptList
{
    public const int LongestName = 60;
    public const int LongestText = 2_000;

    public required string Issuer { get; init; }

    public required string Subject { get; init; }

    /// <summary>Which list.</summary>
    public required string List { get; init; }

    /// <summary>By what it is sorted, as it stands in an address; none for as it comes.</summary>
    public string? Sort { get; set; }

    /// <summary>The columns that are shown, as they stand in an address; none for those that everybody begins with.</summary>
    public string? Columns { get; set; }

    /// <summary>How close its rows stand, as it stands in an address; none for as it comes.</summary>
    public string? Density { get; set; }

    /// <summary>The filters that it opens with, as they stand in an address; none for all.</summary>
    public string? Filters { get; set; }

    public DateTimeOffset ChangedAt { get; set; }
}
