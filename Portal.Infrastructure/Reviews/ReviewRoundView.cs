using Portal.Domain.Reviews;

namespace Portal.Infrastructure.Reviews;

/// <summary>An earlier round of approval for the same subject, and what was said in it.</summary>
public sealed record ReviewRoundView(
    Guid Id, int Round, ReviewPurpose Purpose, ReviewState State, DateTimeOffset CreatedAt, string RequestedBy, IReadOnlyList<DecisionView> Decisions);
