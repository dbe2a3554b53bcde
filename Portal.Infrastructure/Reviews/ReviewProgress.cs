using Portal.Domain.Provisioning;
using Portal.Domain.Reviews;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Provisioning;
using Portal.Infrastructure.Security;

namespace Portal.Infrastructure.Reviews;

/// <summary>How far a round of approval has come: who has decided, and whose turn it is.</summary>
/// <param name="Unreadable">What is stored of it that this version of the portal cannot read; none where it reads everything.</param>
public sealed record ReviewProgress(
    Guid Id, ReviewState State, IReadOnlyList<ReviewLevelView> Levels, IReadOnlyList<DecisionView> Decisions, UnreadablePart? Unreadable)
{
    internal static async Task<ReviewProgress> ReadAsync(PortalDbContext context, Review review, PersonNames names, CancellationToken cancellationToken) =>
        Of(review, names, (await UnreadableParts.OfAsync(context, [review], cancellationToken)).GetValueOrDefault(review.Id));

    internal static ReviewProgress Of(Review review, PersonNames names, UnreadablePart? unreadable) => new(
        review.Id, review.State,
        [.. review.Levels.Select((level, index) => new ReviewLevelView(
            level.Name, level.TeamId, level.Approvals, review.State == ReviewState.Open && index == review.CurrentLevel))],
        [.. review.Decisions.OrderBy(decision => decision.At).Select(decision => new DecisionView(
            review.Levels.ElementAtOrDefault(decision.Level)?.Name ?? "Unknown", decision.Verdict, decision.Reason, names[decision.Person], decision.At))],
        unreadable);
}
