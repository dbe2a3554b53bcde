namespace Portal.Web.Shared;

/// <summary>Days that people choose, as moments.</summary>
internal static class Days
{
    /// <summary>The last second of the day in UTC; none for no day.</summary>
    /// <param name="before">What it was before: a day that stays leaves it as it is.</param>
    public static DateTimeOffset? EndOf(DateTime? day, DateTimeOffset? before = null) =>
        day is not null && day == before?.UtcDateTime.Date ? before
        : day is { } chosen ? new DateTimeOffset(DateTime.SpecifyKind(chosen.Date, DateTimeKind.Utc)).AddDays(1).AddSeconds(-1) : null;
}
