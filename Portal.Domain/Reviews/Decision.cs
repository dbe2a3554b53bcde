using Portal.Domain.Accounts;

namespace Portal.Domain.Reviews;

/// <summary>What one person said at one level.</summary>
public sealed record Decision(int Level, ReviewVerdict Verdict, string? Reason, string Issuer, string Subject, DateTimeOffset At)
{
    public PersonKey Person => new(Issuer, Subject);
}
