using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Domain.Accounts;
using Portal.Domain.Connections;
using Portal.Domain.EndpointServices;
using Portal.Infrastructure.Commands;
using Portal.Infrastructure.Connections;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.EndpointServices;
using Portal.Infrastructure.Validation;

namespace Portal.Infrastructure.UnclaimedEndpoints;

/// <summary>What people do about endpoints that belong to no connection: turn them away, or give them to a connection that waits for one.</summary>
public sealed class UnclaimedEndpointCommands(CommandRunner runner, UnclaimedEndpointQueries endpoints)
{
    /// <summary>Turns it away for good, on the provider's side. Asking again changes nothing.</summary>
    /// <exception cref="InvalidInputException">No reason is given.</exception>
    /// <exception cref="SubjectNotFoundException">No such endpoint knocks on a service of the actor's.</exception>
    public async Task<Receipt> RejectAsync(
        Actor actor, string vpcEndpointId, RejectUnclaimedInput input, IdempotencyKey? key, CancellationToken cancellationToken)
    {
        if (await runner.EarlierAsync(actor, key, cancellationToken) is { } earlier)
        {
            return earlier;
        }

        var endpoint = await FindAsync(actor, vpcEndpointId, cancellationToken);
        var errors = new InputErrors(cancellationToken);
        var reason = errors.Text(input.Reason, "reason", 2_000, "why it is turned away");
        errors.ThrowIfAny();
        return await runner.RunAsync(actor, key, async (context, changes) =>
        {
            var service = await context.EndpointServices.SingleAsync(service => service.Id == endpoint.ServiceId, cancellationToken);
            RequireProvidersSide(actor, service.TeamId, "Only the service's provider and network admins can reject an endpoint.");
            var earlier = await context.RejectedEndpoints.SingleOrDefaultAsync(
                one => one.ServiceId == service.Id && one.VpcEndpointId == endpoint.VpcEndpointId, cancellationToken);
            if (earlier is not { LiftedAt: null })
            {
                earlier?.Renew(reason, changes.Now);
                if (earlier is null)
                {
                    context.RejectedEndpoints.Add(new(service.Id, endpoint.VpcEndpointId, reason, changes.Now));
                }

                service.RejectEndpoint(endpoint.VpcEndpointId, endpoint.OwnerAccountId, reason);
                changes.Check((context, cancellationToken) => RegisteredEndpoints.RefuseUsedAsync(context, endpoint.VpcEndpointId, cancellationToken));
                changes.Track(service);
            }

            return EndpointServiceCommands.ReceiptOf(service);
        }, cancellationToken);
    }

    /// <summary>Takes a rejection back: from then on the endpoint is held, to be given to a connection. Asking again changes nothing.</summary>
    /// <exception cref="SubjectNotFoundException">No such endpoint was turned away from a service of the actor's.</exception>
    public Task<Receipt> LiftRejectionAsync(Actor actor, string vpcEndpointId, CancellationToken cancellationToken) =>
        runner.RunAsync(actor, null, async (context, changes) =>
        {
            var teams = actor.TeamIds.ToArray();
            var found = await context.RejectedEndpoints.Where(one => one.VpcEndpointId == vpcEndpointId)
                .Join(
                    context.EndpointServices.Where(service => actor.SeesEverything || teams.Contains(service.TeamId)), one => one.ServiceId,
                    service => service.Id, (one, service) => new { Rejected = one, Service = service })
                .FirstOrDefaultAsync(cancellationToken) ?? throw new SubjectNotFoundException("endpoint");
            RequireProvidersSide(actor, found.Service.TeamId, "Only the service's provider and network admins can take a rejection back.");
            if (found.Rejected.LiftedAt is null)
            {
                found.Rejected.Lift(changes.Now);
                found.Service.LiftRejection(vpcEndpointId);
                changes.Track(found.Service);
            }

            return EndpointServiceCommands.ReceiptOf(found.Service);
        }, cancellationToken);

    /// <summary>Gives it to a connection that waits for its endpoint, as its owner could.</summary>
    /// <exception cref="InvalidInputException">The connection does not wait for an endpoint of that account and region.</exception>
    /// <exception cref="SubjectNotFoundException">No such endpoint knocks on a service of the actor's.</exception>
    public async Task<Receipt> ClaimAsync(
        Actor actor, string vpcEndpointId, ClaimEndpointInput input, IdempotencyKey? key, CancellationToken cancellationToken)
    {
        if (await runner.EarlierAsync(actor, key, cancellationToken) is { } earlier)
        {
            return earlier;
        }

        var endpoint = await FindAsync(actor, vpcEndpointId, cancellationToken);
        return await runner.RunAsync(actor, key, async (context, changes) =>
        {
            var connection = await context.Connections.SingleOrDefaultAsync(connection => connection.Id == input.ConnectionId, cancellationToken);
            if (connection is null || !ConnectionQueries.Sees(actor, connection))
            {
                throw new SubjectNotFoundException("connection");
            }

            RequireProvidersSide(actor, connection.ProviderTeamId, "Only the service's provider and network admins can give a connection an endpoint.");
            var errors = new InputErrors(cancellationToken);
            errors.Check(endpoint.RejectedBecause is null, "vpcEndpointId", "It was rejected. Take the rejection back first.");
            errors.Check(
                endpoint.Fits(connection.RequireReadable()), "connectionId",
                $"Choose a connection to {endpoint.ServiceName} from account {endpoint.OwnerAccountId} that waits for its endpoint.");
            errors.ThrowIfAny();
            connection.BringEndpoint(
                endpoint.VpcEndpointId, changes.Now,
                await RegisteredEndpoints.AcceptAgainAsync(context, connection.ServiceId, endpoint.VpcEndpointId, cancellationToken));
            changes.Check((context, cancellationToken) => RegisteredEndpoints.CheckUseAsync(context, connection, endpoint.VpcEndpointId, cancellationToken));
            changes.Track(connection);
            return ConnectionCommands.ReceiptOf(connection);
        }, cancellationToken);
    }

    private async Task<UnclaimedEndpointView> FindAsync(Actor actor, string vpcEndpointId, CancellationToken cancellationToken) =>
        (await endpoints.OfServicesAsync(actor, cancellationToken)).FirstOrDefault(endpoint => endpoint.VpcEndpointId == vpcEndpointId)
        ?? throw new SubjectNotFoundException("endpoint");

    private static void RequireProvidersSide(Actor actor, Guid providerTeamId, string refusal)
    {
        if (!actor.Has(providerTeamId, TeamRole.Provider) && !actor.IsNetworkAdmin)
        {
            throw new AccessRefusedException(refusal);
        }
    }
}
