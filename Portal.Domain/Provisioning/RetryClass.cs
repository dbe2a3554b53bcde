namespace Portal.Domain.Provisioning;

/// <summary>What to do about a call that AWS refused or did not answer.</summary>
public enum RetryClass
{
    /// <summary>AWS works on the object; look again soon.</summary>
    Busy,

    /// <summary>Too many calls; back off.</summary>
    Throttled,

    /// <summary>Just made and not visible yet.</summary>
    NotYetVisible,

    /// <summary>Something that hangs on it has to go first; look again at a short fixed interval.</summary>
    Dependency,

    /// <summary>AWS or the network failed; the outcome may be unknown.</summary>
    Transient,

    /// <summary>A person has to change something.</summary>
    UserFix,

    /// <summary>It can never succeed as it was asked.</summary>
    Terminal,
}

/// <summary>An AWS error in words: what happened, who can do what about it, and when to look again.</summary>
/// <param name="Code">AWS's code as it came; <c>null</c> when there was no readable reply.</param>
/// <param name="OutcomeKnown">Whether the call is known to have had no effect.</param>
public sealed record AwsFailure(string? Code, string Message, RetryClass Class, string Cause, Party Owner, string Action, bool OutcomeKnown)
{
    public bool NeedsPerson => Class is RetryClass.UserFix or RetryClass.Terminal;

    public Blocked ToBlocked() => new(Cause, Owner, Action, Code);
}

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
        // A person's change nudges the work; this is only the net below it.
        _ => TimeSpan.FromMinutes(5),
    };

    /// <summary>How long to wait before looking again at something that AWS is changing.</summary>
    /// <param name="looks">Looks in a row that found it unfinished, from 1.</param>
    public static TimeSpan WhileAwsWorks(int looks) => Grow(1, 15, looks, jitter: 0.5);

    private static TimeSpan Grow(double firstSeconds, double mostSeconds, int times, double jitter) =>
        TimeSpan.FromSeconds(Math.Min(mostSeconds, firstSeconds * Math.Pow(1.6, Math.Clamp(times - 1, 0, 20))) * (0.75 + (0.5 * jitter)));
}
