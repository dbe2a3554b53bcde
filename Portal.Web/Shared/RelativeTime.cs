using System.Globalization;

namespace Portal.Web.Shared;

/// <summary>Times as people say them.</summary>
internal static class RelativeTime
{
    /// <summary>"12 Mar 2026, 14:05:09 UTC".</summary>
    public static string Exact(DateTimeOffset at) => at.UtcDateTime.ToString("d MMM yyyy, HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>"3 min ago", "in 2 days"; the date when it is far away.</summary>
    public static string Near(DateTimeOffset at, DateTimeOffset now)
    {
        var distance = now - at;
        var size = distance.Duration();
        if (size < TimeSpan.FromSeconds(10))
        {
            return "just now";
        }

        var text = size.TotalMinutes < 1 ? $"{size.Seconds} s"
            : size.TotalHours < 1 ? $"{(int)size.TotalMinutes} min"
            : size.TotalDays < 1 ? $"{(int)size.TotalHours} h"
            : size.TotalDays < 2 ? "1 day"
            : size.TotalDays < 60 ? $"{(int)size.TotalDays} days"
            : at.UtcDateTime.ToString("d MMM yyyy", CultureInfo.InvariantCulture);
        return size.TotalDays >= 60 ? text : distance > TimeSpan.Zero ? $"{text} ago" : $"in {text}";
    }
}
