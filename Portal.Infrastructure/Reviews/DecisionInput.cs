namespace Portal.Infrastructure.Reviews;

/// <summary>What an approver sends.</summary>
/// <param name="Decision"><c>approve</c>, <c>deny</c> or <c>requestChanges</c>.</param>
/// <param name="PlanHash">The hash of the plan that was shown.</param>
public sealed record DecisionInput(string? Decision, string? Reason, string? PlanHash);
