using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Domain.Accounts;
using Portal.Domain.Connections;
using Portal.Domain.Reviews;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Security;

namespace Portal.Infrastructure.Reviews;

/// <summary>Reads what an approver wants to know beside what is decided on: where it stands, what was said before, and what the team has already.</summary>
public sealed class ReviewBackgroundQueries(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>How many other connections are listed.</summary>
    public const int MostConnections = 10;

    // A request that was sent back more often than this is read in the history.
    private const int MostRounds = 20;

    // What is beyond is not counted.
    private const int MostCounted = 1_000;

    private static readonly ConnectionStage[] Over = [.. Enum.GetValues<ConnectionStage>().Where(ConnectionLifecycle.IsFinal)];

    /// <exception cref="SubjectNotFoundException">There is no such review, or the actor may not see it.</exception>
    public async Task<ReviewBackground> GetAsync(Actor actor, Guid id, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var review = await ReviewQueries.FindAsync(context, actor, id, cancellationToken);
        var connection = review.Purpose == ReviewPurpose.ChangeService
            ? null
            : await context.Connections.AsNoTracking().SingleAsync(connection => connection.Id == review.SubjectId, cancellationToken);
        var serviceId = connection?.ServiceId ?? review.SubjectId;
        var service = await context.EndpointServices.AsNoTracking().Where(service => service.Id == serviceId).Select(service => service.Spec)
            .SingleAsync(cancellationToken);
        var sees = actor.SeesConsumerSide(review.ConsumerTeamId);
        var spec = SpecOf(review, connection);
        var (others, count) = connection is null ? ([], 0) : await OthersAsync(context, connection, spec ?? connection.Spec, sees, cancellationToken);
        var accountId = connection?.Spec.AccountId ?? service.AccountId;
        return new(
            sees ? await context.Accounts.Where(account => account.AccountId == accountId).Select(account => account.Alias)
                .FirstOrDefaultAsync(cancellationToken) : null,
            sees ? RequestedNetworkView.Of(spec) : null,
            [.. service.Listeners.Select(listener => new ServedPortView(listener.Protocol, listener.Port))],
            [.. service.Subnets.Select(subnet => subnet.ZoneId)],
            await EarlierAsync(context, review, cancellationToken), others, count, ReviewComment.WhyNot(review, actor),
            await OpenReviews.NextAsync(context, actor, id, cancellationToken));
    }

    /// <summary>What the review decides on; none once something else counts, or where nothing is to be made.</summary>
    internal static ConnectionSpec? SpecOf(Review review, Connection? connection) => review.Purpose switch
    {
        ReviewPurpose.Connect or ReviewPurpose.Adopt when connection?.ReviewId == review.Id => connection.Spec,
        ReviewPurpose.Change when connection?.Proposal is { } proposal && proposal.ReviewId == review.Id => proposal.Spec,
        _ => null,
    };

    private static async Task<IReadOnlyList<ReviewRoundView>> EarlierAsync(PortalDbContext context, Review review, CancellationToken cancellationToken)
    {
        var earlier = await context.Reviews.AsNoTracking()
            .Where(other => other.SubjectId == review.SubjectId && other.Round < review.Round)
            .OrderByDescending(other => other.Round).Take(MostRounds).ToListAsync(cancellationToken);
        var names = await PersonNames.ReadAsync(
            context, earlier.SelectMany(round => round.Decisions.Select(decision => decision.Subject).Append(round.RequesterSubject)), cancellationToken);
        return [.. earlier.Select(round => new ReviewRoundView(
            round.Id, round.Round, round.Purpose, round.State, round.CreatedAt, names[new(round.RequesterIssuer, round.RequesterSubject)],
            ReviewProgress.Of(round, names, null).Decisions))];
    }

    private static async Task<(IReadOnlyList<OtherConnectionView> Listed, int Count)> OthersAsync(
        PortalDbContext context, Connection connection, ConnectionSpec asked, bool sees, CancellationToken cancellationToken)
    {
        var others = context.Connections.AsNoTracking().Where(other =>
            other.ConsumerTeamId == connection.ConsumerTeamId && other.ServiceId == connection.ServiceId && other.Id != connection.Id
            && !Over.Contains(other.Stage)).OrderByDescending(other => other.CreatedAt).ThenByDescending(other => other.Id);
        var listed = await others.Take(MostConnections).ToListAsync(cancellationToken);
        var count = listed.Count < MostConnections ? listed.Count : await others.Take(MostCounted).CountAsync(cancellationToken);
        return ([.. listed.Select(other => new OtherConnectionView(
            other.Id, other.Stage, other.Spec.AccountId, other.Spec.Region, sees ? other.Spec.VpcId : null, other.Spec.EndsAt,
            DiffersIn(other.Spec, asked, sees)))], count);
    }

    /// <summary>In another VPC subnets and groups are others in any case.</summary>
    private static IReadOnlyList<string> DiffersIn(ConnectionSpec other, ConnectionSpec asked, bool sees)
    {
        var isElsewhere = other.VpcId != asked.VpcId || other.AccountId != asked.AccountId;
        return
        [
            .. RequestDifferences.Of(new(other, "", NoTags, null), new(asked, "", NoTags, null)).Select(change => change.Field)
                .Where(field => sees ? !isElsewhere || !RequestDifferences.IsOfTheVpc(field) : RequestDifferences.IsShownToProvider(field)),
        ];
    }

    private static readonly Dictionary<string, string> NoTags = [];
}
