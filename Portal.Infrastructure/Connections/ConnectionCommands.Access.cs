using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Domain.Accounts;
using Portal.Domain.Audit;
using Portal.Domain.Connections;
using Portal.Domain.EndpointServices;
using Portal.Domain.Policies;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Accounts;
using Portal.Infrastructure.Commands;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.EndpointServices;
using Portal.Infrastructure.Provisioning;
using Portal.Infrastructure.Reviews;
using Portal.Infrastructure.Validation;

namespace Portal.Infrastructure.Connections;

/// <content>Cutting a connection off, letting it in again, and giving it up.</content>
public sealed partial class ConnectionCommands
{
    /// <summary>Brings a disconnected connection back as it was approved; one that the provider's side has rejected is theirs to bring back.</summary>
    public Task<Receipt> ReconnectAsync(Actor actor, Guid id, IdempotencyKey? key, CancellationToken cancellationToken) =>
        ChangeAsync(actor, id, null, key, async (context, changes, connection) =>
        {
            // Also when the consumer has deleted the rejected endpoint since: another one would pass the provider by.
            if (connection.CutOffBy is not null || await ObservationAsync(context, connection, cancellationToken) is { WasRejected: true })
            {
                RequireProvidersSide(
                    actor, connection,
                    "The provider's side rejected the endpoint: only they and network admins can have it accepted again. Ask them, or delete the connection.");
            }
            else
            {
                ConnectionChangeRunner.RequireConsumersSide(actor, connection);
            }

            connection.Reconnect(changes.Now, await WorkTable.NowAsync(context, cancellationToken));
        }, cancellationToken, (_, _) => { });

    /// <summary>
    /// Rejects the endpoint on the provider's side at once, without the consumer; it stays, and can be restored for a while. Asking again changes nothing.
    /// </summary>
    /// <exception cref="InvalidInputException">No reason is given.</exception>
    public Task<Receipt> CutOffAsync(
        Actor actor, Guid id, int? seenVersion, CutOffInput input, IdempotencyKey? key, CancellationToken cancellationToken) =>
        ChangeAsync(actor, id, seenVersion, key, async (context, changes, connection) =>
        {
            var reason = Reason(input.Reason, "why it is cut off");
            if (connection.Stage == ConnectionStage.CutOff)
            {
                return;
            }

            connection.CutOff(
                Side(actor, connection), reason, changes.Now + ApprovalPolicy.RestoreWindow, changes.Now,
                await WorkTable.NowAsync(context, cancellationToken));
            await ConnectionGrants.ReleaseAsync(context, changes, connection, cancellationToken);
            await ReviewRounds.CloseAsync(context, changes, connection, cancellationToken, "The connection was cut off");
        }, cancellationToken, (actor, connection) =>
            RequireProvidersSide(actor, connection, "Only the service's provider and network admins can cut a connection off."));

    /// <summary>Accepts again an endpoint that was cut off; only whoever cut it off can.</summary>
    public Task<Receipt> RestoreAsync(Actor actor, Guid id, int? seenVersion, IdempotencyKey? key, CancellationToken cancellationToken) =>
        ChangeAsync(actor, id, seenVersion, key, async (context, changes, connection) =>
        {
            connection.Restore(changes.Now, await WorkTable.NowAsync(context, cancellationToken));
            ConnectionGrants.Give(context, changes, connection);
        }, cancellationToken, (actor, connection) =>
        {
            if (connection.CutOffBy == Party.Provider && !actor.Has(connection.ProviderTeamId, TeamRole.Provider))
            {
                throw new AccessRefusedException("The service's provider cut it off: only they can restore it. The consumer can delete it.");
            }

            if (connection.CutOffBy != Party.Provider && !actor.IsNetworkAdmin)
            {
                throw new AccessRefusedException("Only network admins can restore it. The consumer can delete it.");
            }
        });

    /// <summary>
    /// Ends the portal's part in a connection whose endpoint nobody can delete any more; network admins only, and never while it is connected.
    /// </summary>
    /// <exception cref="InvalidInputException">No reason is given.</exception>
    /// <exception cref="DomainException">AWS shows the endpoint as connected.</exception>
    public Task<Receipt> AbandonAsync(
        Actor actor, Guid id, int? seenVersion, AbandonInput input, IdempotencyKey? key, CancellationToken cancellationToken) =>
        ChangeAsync(actor, id, seenVersion, key, async (context, changes, connection) =>
        {
            var reason = Reason(input.Reason, "why it is given up");
            var seen = await ObservationAsync(context, connection, cancellationToken);
            if (seen is { IsConnectedAtService: true } || (seen is { MayBeConnected: true } && !await IsBlockedAsync(context, connection, cancellationToken)))
            {
                throw new DomainException("AWS shows the endpoint as connected. Wait until it is rejected on the provider's side: the portal is at it.");
            }

            connection.Abandon(reason, changes.Now);
            changes.Check(async (context, cancellationToken) => await OpenOperations.CloseAsync(
                context, SubjectKind.Connection, connection.Id, "The connection was given up: nobody looks at it any more",
                await WorkTable.NowAsync(context, cancellationToken), cancellationToken));
            await ConnectionGrants.ReleaseAsync(context, changes, connection, cancellationToken);
        }, cancellationToken, (actor, _) =>
        {
            if (!actor.IsNetworkAdmin)
            {
                throw new AccessRefusedException("Only network admins can abandon a connection.");
            }
        });

    internal static Receipt ReceiptOf(Connection connection) => new(connection.Id, connection.Stage.ToString(), connection.Version);
}
