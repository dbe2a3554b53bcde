using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Domain.Accounts;
using Portal.Domain.Connections;
using Portal.Domain.Provisioning;
using Portal.Domain.Reviews;
using Portal.Infrastructure.Aws;
using Portal.Infrastructure.Data;

namespace Portal.Infrastructure.Reviews;

/// <summary>Reads from AWS what the names and blocks are of the network that a review decides on.</summary>
public sealed class ReviewNetworkQueries(IDbContextFactory<PortalDbContext> contexts, NetworkGateway network)
{
    /// <summary>The VPC as its account shows it now, or why there is nothing to look at.</summary>
    /// <exception cref="SubjectNotFoundException">There is no such review, or the actor may not see it.</exception>
    /// <exception cref="AwsCallException">AWS did not answer, or not as it should.</exception>
    public async Task<ReviewNetworkView> GetAsync(Actor actor, Guid reviewId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var review = await ReviewQueries.FindAsync(context, actor, reviewId, cancellationToken);
        if (!actor.SeesConsumerSide(review.ConsumerTeamId))
        {
            return new(null, "The consumer's network is not visible to the provider.");
        }

        var connection = review.Purpose == ReviewPurpose.ChangeService
            ? null
            : await context.Connections.AsNoTracking().SingleAsync(connection => connection.Id == review.SubjectId, cancellationToken);
        return ReviewBackgroundQueries.SpecOf(review, connection) switch
        {
            null => new(null, "Nothing of a network is decided here."),
            { SelfManaged: true } => new(null, "The portal has no role in this account: its network is not visible."),
            { VpcId: { } vpcId } spec => await network.VpcAsync(spec.ConsumerScope, vpcId, Party.Consumer, cancellationToken) is { } vpc
                ? new(vpc, null)
                : new(null, $"AWS does not show {vpcId} in account {spec.AccountId}, {spec.Region}. The request cannot be carried out there."),
            _ => new(null, "The request names no VPC."),
        };
    }
}
