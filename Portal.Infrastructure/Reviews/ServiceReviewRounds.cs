using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Domain.Accounts;
using Portal.Domain.EndpointServices;
using Portal.Domain.Reviews;
using Portal.Infrastructure.Commands;
using Portal.Infrastructure.Data;

namespace Portal.Infrastructure.Reviews;

/// <summary>Opens and ends rounds of approval for changes of published services.</summary>
public static class ServiceReviewRounds
{
    /// <summary>Submits a change to a round of its own.</summary>
    /// <exception cref="DomainException">The service is not published, or another change is being decided already.</exception>
    internal static async Task OpenAsync(
        PortalDbContext context, ChangeSet changes, EndpointService service, EndpointServiceSpec next, ReviewedChange change,
        IReadOnlyList<ReviewLevel> levels, Actor requester, CancellationToken cancellationToken)
    {
        var earlier = await context.Reviews.CountAsync(review => review.SubjectId == service.Id, cancellationToken);
        var review = Review.Open(
            ReviewPurpose.ChangeService, service.Id, service.TeamId, service.TeamId, earlier + 1, EndpointServiceEffects.Of(next), levels, requester,
            changes.Now, change);
        service.Propose(new(next, review.Id, changes.Now), change);
        context.Reviews.Add(review);
        changes.Track(review);
    }

    /// <summary>Ends the open round, if there is one, because what it decides on has gone.</summary>
    public static async Task CloseAsync(
        PortalDbContext context, ChangeSet changes, EndpointService service, string because, CancellationToken cancellationToken)
    {
        service.DropProposal(because);
        foreach (var review in await context.Reviews
            .Where(review => review.SubjectId == service.Id && review.State == ReviewState.Open).ToListAsync(cancellationToken))
        {
            review.MarkVoid(changes.Now);
            changes.Track(review);
        }
    }
}
