namespace Portal.Domain.Provisioning;

/// <summary>An AWS error in words: what happened, who can do what about it, and when to look again.</summary>
/// <param name="Code">AWS's code as it came; <c>null</c> when there was no readable reply.</param>
/// <param name="OutcomeKnown">Whether the call is known to have had no effect.</param>
public sealed record AwsFailure(string? Code, string Message, RetryClass Class, string Cause, Party Owner, string Action, bool OutcomeKnown)
{
    public bool NeedsPerson => Class is RetryClass.UserFix or RetryClass.Terminal;

    public Blocked ToBlocked() => new(Cause, Owner, Action, Code);
}
