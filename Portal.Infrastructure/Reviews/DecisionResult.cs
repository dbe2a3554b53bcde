using Portal.Domain.Reviews;

namespace Portal.Infrastructure.Reviews;

/// <summary>What became of a decision on one of several reviews.</summary>
/// <param name="State">How the review stands after it; none where it was not decided.</param>
/// <param name="WhyNot">Why it was not decided; none where it was.</param>
public sealed record DecisionResult(Guid Id, ReviewState? State, string? WhyNot);
