using Portal.Domain.Reviews;

namespace Portal.Infrastructure.Reviews;

public sealed record DecisionView(string Level, ReviewVerdict Verdict, string? Reason, string By, DateTimeOffset At);
