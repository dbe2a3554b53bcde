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
    /// <summary>The VPC as its account shows it now.</summary>
    /// <exception cref="SubjectNotFoundException">There is no such review, or the actor may not see it.</exception>
    /// <exception cref="DomainException">There is nothing to look at: it was decided, the account is self-managed, or AWS does not show the VPC.</exception>
    /// <exception cref="AwsCallException">AWS did not answer, or not as it should.</exception>
    public async Task<VpcFacts> GetAsync(Actor actor, Guid reviewId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var review = await ReviewQueries.FindAsync(context, actor, reviewId, cancellationToken);
        if (!actor.SeesConsumerSide(review.ConsumerTeamId))
        {
            throw new DomainException("The consumer's network is not visible to the provider.");
        }

        var connection = review.Purpose == ReviewPurpose.ChangeService
            ? null
            : await context.Connections.AsNoTracking().SingleAsync(connection => connection.Id == review.SubjectId, cancellationToken);
        return ReviewBackgroundQueries.SpecOf(review, connection) switch
        {
            null => throw new DomainException("Nothing of a network is decided here any more."),
            { SelfManaged: true } => throw new DomainException("The portal has no role in this account: its network is not visible."),
            { VpcId: { } vpcId } spec => await network.VpcAsync(spec.ConsumerScope, vpcId, Party.Consumer, cancellationToken)
                ?? throw new DomainException($"AWS does not show {vpcId} in account {spec.AccountId}, {spec.Region}. The request cannot be carried out there."),
            _ => throw new DomainException("The request names no VPC."),
        };
    }
}
