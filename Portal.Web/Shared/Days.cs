namespace Portal.Web.Shared;

/// <summary>Days that people choose, as moments.</summary>
internal static class Days
{
    /// <summary>The last second of the day in UTC; none for no day.</summary>
    public static DateTimeOffset? EndOf(DateTime? day) =>
        day is { } chosen ? new DateTimeOffset(DateTime.SpecifyKind(chosen.Date, DateTimeKind.Utc)).AddDays(1).AddSeconds(-1) : null;
}
