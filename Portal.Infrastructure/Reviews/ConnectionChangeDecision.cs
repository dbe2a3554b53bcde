using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Domain.Connections;
using Portal.Domain.Policies;
using Portal.Domain.Reviews;
using Portal.Infrastructure.Commands;
using Portal.Infrastructure.Data;

namespace Portal.Infrastructure.Reviews;

/// <summary>What a decision on the change of a live connection leads to.</summary>
internal static class ConnectionChangeDecision
{
    public static async Task ApplyAsync(
        PortalDbContext context, ChangeSet changes, Connection connection, Review review, SubjectAuthors authors, CancellationToken cancellationToken)
    {
        switch (review.State)
        {
            case ReviewState.Approved:
                await ApproveAsync(context, changes, connection, review, authors, cancellationToken);
                break;
            case ReviewState.Open:
                connection.Announce();
                break;
            default:
                connection.DropProposal(review.Decisions[^1].Reason);
                break;
        }
    }

    /// <summary>The last approval counts only under the policy that asked for it, and only with all the others; else everybody is asked anew.</summary>
    private static async Task ApproveAsync(
        PortalDbContext context, ChangeSet changes, Connection connection, Review review, SubjectAuthors authors, CancellationToken cancellationToken)
    {
        var next = connection.Proposal?.Spec ?? throw new SomeoneWasFasterException("the connection");
        var service = await context.EndpointServices.SingleAsync(service => service.Id == connection.ServiceId, cancellationToken);
        var levels = ApprovalPolicy.LevelsForChange(service, connection.ConsumerTeamId, connection.Spec, next);
        if (await ReviewStanding.WhyVoidAsync(context, levels, review, authors, changes.Actor, cancellationToken) is not { } because)
        {
            connection.AcceptProposal(review.PlanHash, review.Change!);
            return;
        }

        review.MarkVoid(changes.Now);
        connection.DropProposal(because);
        await ReviewRounds.OpenChangeAsync(context, changes, connection, next, review.Change!, levels, review.ToRequester(), cancellationToken);
    }
}
