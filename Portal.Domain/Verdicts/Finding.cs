using System.Globalization;

namespace Portal.Domain.Verdicts;

/// <summary>One thing that is known, or known not to be known, of something that lives.</summary>
/// <param name="Text">A clause in plain words, without a capital and without a full stop.</param>
/// <param name="At">When it takes effect, for what ends; none for the rest.</param>
public sealed record Finding(FindingKind Kind, string Text, DateTimeOffset? At = null)
{
    /// <summary>As it goes on after the stage: ", degraded: 1 of 2 zones has no healthy target".</summary>
    /// <param name="now">The time by which an end is near or far.</param>
    public string Phrase(DateTimeOffset now) => Kind switch
    {
        FindingKind.Blocked => $", blocked: {Text}",
        FindingKind.Down => $", down: {Text}",
        FindingKind.Degraded => $", degraded: {Text}",
        FindingKind.Changed => $", changed by others in AWS: {Text}",
        FindingKind.Ending when At is { } at => $", ends {Until(at, now)}: {Text}",
        FindingKind.Because or FindingKind.Turn => $": {Text}",
        _ => $"; {Text}",
    };

    /// <summary>"in 13 days", "in 5 h", "now".</summary>
    private static string Until(DateTimeOffset at, DateTimeOffset now) => (at - now) switch
    {
        { Ticks: <= 0 } => "now",
        { TotalHours: < 1 } left => string.Create(CultureInfo.InvariantCulture, $"in {Math.Max(1, Math.Round(left.TotalMinutes)):0} min"),
        { TotalDays: < 2 } left => string.Create(CultureInfo.InvariantCulture, $"in {Math.Round(left.TotalHours):0} h"),
        var left => string.Create(CultureInfo.InvariantCulture, $"in {Math.Round(left.TotalDays):0} days"),
    };
}
