using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Domain.Accounts;
using Portal.Domain.Audit;
using Portal.Domain.Reviews;
using Portal.Infrastructure.Commands;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Validation;

namespace Portal.Infrastructure.Reviews;

/// <summary>What people say to each other about a review.</summary>
public sealed class ReviewThreadCommands(CommandRunner runner)
{
    /// <returns>The comment's id, and the review's state.</returns>
    /// <exception cref="DomainException">The person has no hand in it.</exception>
    public Task<Receipt> CommentAsync(Actor actor, Guid reviewId, CommentInput input, IdempotencyKey? key, CancellationToken cancellationToken)
    {
        var errors = new InputErrors(cancellationToken);
        var text = errors.Text(input.Text, "text", ReviewComment.Longest, "what you want to say");
        errors.ThrowIfAny();
        return runner.RunAsync(actor, key, async (context, changes) =>
        {
            var review = await context.Reviews.SingleOrDefaultAsync(review => review.Id == reviewId, cancellationToken);
            if (review is null || !ReviewQueries.Sees(actor, review))
            {
                throw new SubjectNotFoundException("review");
            }

            var comment = ReviewComment.On(review, actor, text, changes.Now);
            context.ReviewComments.Add(comment);
            changes.Audit(SubjectOf(review), new("review.comment", null, null, text, new Dictionary<string, string?>
            {
                ["reviewId"] = review.Id.ToString(),
            }));
            changes.Track(review);
            return new Receipt(comment.Id, review.State.ToString(), review.Version);
        }, cancellationToken);
    }

    private static Subject SubjectOf(Review review) => review.Purpose == ReviewPurpose.ChangeService
        ? Subject.Of(SubjectKind.Service, review.SubjectId, review.ProviderTeamId)
        : Subject.Of(SubjectKind.Connection, review.SubjectId, review.ConsumerTeamId, review.ProviderTeamId);
}
