namespace Portal.Domain.Provisioning;

/// <summary>A person's decision on one difference; it holds for what they saw, and for no later difference of the same kind.</summary>
/// <param name="At">By the database's clock: it is compared with what was seen.</param>
/// <param name="Until">When ignoring ends; none for a repair.</param>
public sealed record DifferenceDecision(string Key, string? Wanted, string? Found, DifferenceVerdict Verdict, DateTimeOffset At, DateTimeOffset? Until)
{
    /// <summary>Whether it is on this very difference.</summary>
    public bool IsOn(StandingDifference difference) => IsOn(difference.Key, difference.Wanted, difference.Found, difference.Since);

    internal bool IsOn(string key, string? wanted, string? found, DateTimeOffset since) =>
        Key == key && Wanted == wanted && Found == found && At >= since;
}
