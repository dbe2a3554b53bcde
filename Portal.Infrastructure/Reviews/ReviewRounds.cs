using Microsoft.EntityFrameworkCore;
using Portal.Domain.Accounts;
using Portal.Domain.Audit;
using Portal.Domain.Connections;
using Portal.Domain.EndpointServices;
using Portal.Domain.Policies;
using Portal.Domain.Reviews;
using Portal.Infrastructure.Commands;
using Portal.Infrastructure.Data;

namespace Portal.Infrastructure.Reviews;

/// <summary>Opens rounds of approval, and lets work begin when one has ended well.</summary>
public static class ReviewRounds
{
    /// <summary>Submits the connection to a new round under the policy of this moment.</summary>
    /// <param name="adopted">What approvers are shown of the endpoint that is to be taken over; none where the portal makes one.</param>
    /// <param name="last">What was asked for in the last round; none in the first.</param>
    internal static async Task OpenAsync(
        PortalDbContext context, ChangeSet changes, Connection connection, EndpointService service, Actor requester, CancellationToken cancellationToken,
        ReviewedChange? adopted = null, ConnectionDraft? last = null)
    {
        var earlier = await context.Reviews.CountAsync(review => review.SubjectId == connection.Id, cancellationToken);
        var review = Review.Open(
            adopted is null ? ReviewPurpose.Connect : ReviewPurpose.Adopt, connection.Id, connection.ConsumerTeamId, connection.ProviderTeamId, earlier + 1,
            connection.Effects, ApprovalPolicy.LevelsForConnect(service, connection), requester, changes.Now,
            adopted ?? (last is null ? null : new ReviewedChange(RequestDifferences.Of(last, connection.ToDraft()), [])));
        context.Reviews.Add(review);
        changes.Track(review);
        connection.Submit(review.Id, changes.Now);
        if (review.State == ReviewState.Approved)
        {
            Begin(context, changes, connection, review);
        }
    }

    /// <summary>Submits another end of a live connection to a round of its own.</summary>
    /// <exception cref="DomainException">The connection is not live, or another end is being decided already.</exception>
    internal static async Task OpenExtensionAsync(
        PortalDbContext context, ChangeSet changes, Connection connection, DateTimeOffset? endsAt, Actor requester, CancellationToken cancellationToken)
    {
        var service = await context.EndpointServices.SingleAsync(service => service.Id == connection.ServiceId, cancellationToken);
        var earlier = await context.Reviews.CountAsync(review => review.SubjectId == connection.Id, cancellationToken);
        var review = Review.Open(
            ReviewPurpose.Extend, connection.Id, connection.ConsumerTeamId, connection.ProviderTeamId, earlier + 1, connection.EffectsUntil(endsAt),
            ApprovalPolicy.LevelsForConnect(service, connection), requester, changes.Now);
        connection.ProposeEnd(endsAt, review.Id);
        context.Reviews.Add(review);
        changes.Track(review);
    }

    /// <summary>Submits a change of a live connection to a round of its own.</summary>
    /// <exception cref="DomainException">The connection is not live, or something else is being decided already.</exception>
    internal static async Task OpenChangeAsync(
        PortalDbContext context, ChangeSet changes, Connection connection, ConnectionSpec next, ReviewedChange change, IReadOnlyList<ReviewLevel> levels,
        Actor requester, CancellationToken cancellationToken)
    {
        var earlier = await context.Reviews.CountAsync(review => review.SubjectId == connection.Id, cancellationToken);
        var review = Review.Open(
            ReviewPurpose.Change, connection.Id, connection.ConsumerTeamId, connection.ProviderTeamId, earlier + 1, ConnectionEffects.Of(next), levels,
            requester, changes.Now, change);
        connection.Propose(new(next, review.Id, changes.Now), change);
        context.Reviews.Add(review);
        changes.Track(review);
    }

    /// <summary>Ends every open round, because what they decide on has gone.</summary>
    public static Task CloseAsync(
        PortalDbContext context, ChangeSet changes, Connection connection, CancellationToken cancellationToken, string because = "The connection ends") =>
        CloseAsync(context, changes, [connection], cancellationToken, because);

    /// <summary>The same for many at once.</summary>
    internal static async Task CloseAsync(
        PortalDbContext context, ChangeSet changes, IReadOnlyList<Connection> connections, CancellationToken cancellationToken,
        string because = "The connection ends")
    {
        if (connections.Count == 0)
        {
            return;
        }

        var ids = connections.Select(connection => connection.Id).ToArray();
        var open = await context.Reviews.Where(review => ids.Contains(review.SubjectId) && review.State == ReviewState.Open).ToListAsync(cancellationToken);
        foreach (var connection in connections)
        {
            connection.DropProposedEnd(because);
            connection.DropProposal(because);
        }

        foreach (var review in open)
        {
            review.MarkVoid(changes.Now);
            changes.Track(review);
        }
    }

    /// <summary>Everybody who had to has approved: the grant is written in the same commit, and both sides become due.</summary>
    internal static void Begin(PortalDbContext context, ChangeSet changes, Connection connection, Review review)
    {
        connection.Approve(review.PlanHash, changes.Now);
        ConnectionGrants.Give(context, changes, connection);
    }
}
