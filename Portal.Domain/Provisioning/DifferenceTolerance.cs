namespace Portal.Domain.Provisioning;

/// <summary>What the portal knows of earlier differences of an object, by which it tells whose a difference is.</summary>
/// <param name="WasInSync">
/// Whether AWS has shown all that is wanted now: what differs from then on was changed by somebody else, and not by a spec that is still being carried out.
/// </param>
/// <param name="Standing">What was shown so far.</param>
/// <param name="Grace">How long a difference is shown before it is repaired.</param>
public sealed record DifferenceTolerance(
    bool WasInSync, IReadOnlyList<StandingDifference> Standing, IReadOnlyList<DifferenceDecision> Decisions, TimeSpan Grace)
{
    /// <summary>Tolerates nothing that the portal can put back: while something is being made, everything else is only not made yet.</summary>
    public static DifferenceTolerance None { get; } = new(false, [], [], TimeSpan.Zero);

    /// <returns>How it is shown, and whether it is to be repaired now; not shown is what only a new spec makes.</returns>
    internal (StandingDifference? Shown, bool IsRepaired) Judge(Difference difference, DateTimeOffset now)
    {
        var known = Standing.FirstOrDefault(one => one.Key == difference.Key && one.Wanted == difference.Wanted);
        if (difference.IsNotMadeYet || (known is null && !WasInSync && difference.ComesOfSpecs))
        {
            return (null, difference.MayBeRepaired);
        }

        var since = known?.Since ?? now;
        var decision = Decisions.LastOrDefault(one => one.IsOn(difference.Key, difference.Wanted, difference.Found, since));
        var ignoredUntil = decision is { Verdict: DifferenceVerdict.Ignore, Until: { } until } && until > now ? decision.Until : null;
        DateTimeOffset? repairAt = !difference.MayBeRepaired ? null
            : decision is { Verdict: DifferenceVerdict.Repair } ? decision.At
            : difference.Policy != DifferencePolicy.Repair || difference.IsProposed ? null
            : ignoredUntil > since + Grace ? ignoredUntil : since + Grace;
        return (
            new(
                difference.Key, difference.Policy, difference.What, difference.Wanted, difference.Found, since, repairAt, ignoredUntil,
                difference.MayBeRepaired, difference.MayBeAdopted, difference.IsProposed),
            repairAt <= now);
    }
}
