namespace Portal.Domain.Provisioning;

/// <summary>An AWS error in words: what happened, who can do what about it, and when to look again.</summary>
/// <param name="Code">AWS's code as it came; <c>null</c> when there was no readable reply.</param>
/// <param name="OutcomeKnown">Whether the call is known to have had no effect.</param>
/// <param name="WayOut">Where the action can be taken.</param>
/// <param name="Quota">The quota that is used up, where that is the cause.</param>
/// <param name="RetryAfter">When it is its turn, where that is known; otherwise by the class.</param>
/// <param name="AskedTags">Tags that it has named; none where it named none.</param>
/// <param name="MayPass">Whether AWS may only not show yet what was made a moment ago: it is a person's matter when it has lasted.</param>
public sealed record AwsFailure(
    string? Code, string Message, RetryClass Class, string Cause, Party Owner, string Action, bool OutcomeKnown, bool MayPass = false,
    WayOut WayOut = WayOut.None, AwsQuota? Quota = null, TimeSpan? RetryAfter = null,
    IReadOnlyList<TagDemand>? AskedTags = null)
{
    /// <summary>The same as long as it may still pass by itself.</summary>
    public AwsFailure WhileYoung() => MayPass
        ? this with
        {
            Class = RetryClass.NotYetVisible,
            Owner = Party.Aws,
            Cause = "AWS does not show yet what was made a moment ago",
            Action = "None; the portal tries again",
            WayOut = WayOut.None,
        }
        : this;

    public bool NeedsPerson => Class is RetryClass.UserFix or RetryClass.Terminal or RetryClass.Quota;

    public Blocked ToBlocked() => new(Cause, Owner, Action, Code, WayOut, Quota);
}
