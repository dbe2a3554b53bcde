namespace Portal.Infrastructure.Reviews;

/// <summary>One decision on several reviews.</summary>
/// <param name="Decision"><c>approve</c>, <c>deny</c> or <c>requestChanges</c>, the same for all.</param>
/// <param name="Reason">The same for all; needed for all but an approval.</param>
/// <param name="Reviews">1 to 50, each with the hash of the plan that was shown.</param>
public sealed record DecideManyInput(string? Decision, string? Reason, IReadOnlyList<ShownReview?>? Reviews);
