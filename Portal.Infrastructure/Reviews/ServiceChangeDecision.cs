using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Domain.Accounts;
using Portal.Domain.EndpointServices;
using Portal.Domain.Policies;
using Portal.Domain.Reviews;
using Portal.Infrastructure.Commands;
using Portal.Infrastructure.Data;

namespace Portal.Infrastructure.Reviews;

/// <summary>Takes a decision on the change of a published service.</summary>
internal static class ServiceChangeDecision
{
    /// <exception cref="DomainException">The person may not decide now, or no longer what they were shown.</exception>
    public static async Task DecideAsync(
        PortalDbContext context, ChangeSet changes, Review review, Actor actor, ReviewVerdict verdict, DecisionInput input, CancellationToken cancellationToken)
    {
        var service = (await context.EndpointServices.SingleAsync(service => service.Id == review.SubjectId, cancellationToken)).RequireReadable();
        var authors = await ReviewAuthors.OfAsync(context, service.Id, cancellationToken);
        changes.Audit(service.Subject, review.Decide(actor, authors, verdict, input.Reason, input.PlanHash!, changes.Now));
        switch (review.State)
        {
            case ReviewState.Approved:
                await ApproveAsync(context, changes, service, review, authors, cancellationToken);
                break;
            case ReviewState.Open:
                service.Announce();
                break;
            default:
                service.DropProposal(review.Decisions[^1].Reason);
                break;
        }

        changes.Track(review);
        changes.Track(service);
    }

    /// <summary>The last approval counts only under the policy that asked for it, and only with all the others; else everybody is asked anew.</summary>
    private static async Task ApproveAsync(
        PortalDbContext context, ChangeSet changes, EndpointService service, Review review, SubjectAuthors authors, CancellationToken cancellationToken)
    {
        var next = service.Proposal?.Spec ?? throw new SomeoneWasFasterException("the service");
        var levels = ApprovalPolicy.LevelsForServiceChange(review.Change!.Touched);
        if (await ReviewStanding.WhyVoidAsync(context, levels, review, authors, changes.Actor, cancellationToken) is not { } because)
        {
            service.AcceptProposal(review.PlanHash, review.Change);
            return;
        }

        review.MarkVoid(changes.Now);
        service.DropProposal(because);
        await ServiceReviewRounds.OpenAsync(context, changes, service, next, review.Change, levels, review.ToRequester(), cancellationToken);
    }
}
