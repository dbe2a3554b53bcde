using Portal.Domain.Provisioning;
using Portal.Domain.Reviews;

namespace Portal.Infrastructure.Reviews;

/// <summary>A round of approval as people read it.</summary>
/// <param name="WhyNotYou">Why the reader cannot decide now; none when they can.</param>
/// <param name="ConnectionId">None where a service is changed.</param>
/// <param name="Change">What differs and whom it touches; none where a connection or another end is asked for.</param>
/// <param name="About">What is decided on.</param>
/// <param name="Unreadable">What is stored of it that this version of the portal cannot read; none where it reads everything.</param>
public sealed record ReviewView(
    Guid Id, ReviewPurpose Purpose, Guid? ConnectionId, int Round, ReviewState State, int Version, string PlanHash,
    DateTimeOffset CreatedAt, DateTimeOffset? ClosedAt,
    string RequestedBy, IReadOnlyList<Effect> Effects, IReadOnlyList<ReviewLevelView> Levels, IReadOnlyList<DecisionView> Decisions, string? WhyNotYou,
    ReviewSubjectView About, UnreadablePart? Unreadable = null, ReviewedChange? Change = null)
{
    /// <summary>How far it has come.</summary>
    public ReviewProgress ToProgress() => new(Id, State, Levels, Decisions, Unreadable);
}
