namespace Portal.Domain.Provisioning;

/// <summary>When to look again.</summary>
public static class RetrySchedule
{
    /// <param name="failures">Failures in a row of this class, from 1.</param>
    /// <param name="jitter">0 to 1; spreads callers that failed together.</param>
    public static TimeSpan After(RetryClass retryClass, int failures, double jitter) => retryClass switch
    {
        RetryClass.Dependency => TimeSpan.FromSeconds(5),
        RetryClass.Busy => Grow(1, 15, failures, jitter),
        RetryClass.NotYetVisible => Grow(1, 10, failures, jitter),
        RetryClass.Throttled => Grow(2, 60, failures, jitter),
        RetryClass.Transient => Grow(1, 60, failures, jitter),
        RetryClass.Quota => Grow(300, 900, failures, jitter),
        // A person's change nudges the work; this is only the net below it.
        _ => TimeSpan.FromMinutes(5),
    };

    /// <summary>How long to wait before looking again at something that AWS is changing.</summary>
    /// <param name="looks">Looks in a row that found it unfinished, from 1.</param>
    public static TimeSpan WhileAwsWorks(int looks) => Grow(1, 15, looks, jitter: 0.5);

    private static TimeSpan Grow(double firstSeconds, double mostSeconds, int times, double jitter) =>
        TimeSpan.FromSeconds(Math.Min(mostSeconds, firstSeconds * Math.Pow(1.6, Math.Clamp(times - 1, 0, 20))) * (0.75 + (0.5 * jitter)));
}
