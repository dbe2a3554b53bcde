namespace Portal.Infrastructure.Reviews;

/// <summary>A review as somebody was shown it.</summary>
/// <param name="PlanHash">The hash of the plan that was shown.</param>
public sealed record ShownReview(Guid? Id, string? PlanHash);
