namespace Portal.Domain.Provisioning;

/// <summary>How long an object has not been found without a break.</summary>
/// <param name="Since">The first look that did not find it.</param>
/// <param name="LastAt">The latest such look: of what lies between two looks that are far apart nothing is known.</param>
public sealed record Absence(DateTimeOffset Since, DateTimeOffset LastAt)
{
    // What rests is looked at every few minutes; a longer gap means that nobody looked.
    private static readonly TimeSpan LongestGap = EventualConsistency.Window * 2;

    /// <summary>The absence as it stands after another look that found nothing.</summary>
    public static Absence After(Absence? before, DateTimeOffset now) =>
        before is null || now - before.LastAt > LongestGap ? new(now, now) : before with { LastAt = now };
}
