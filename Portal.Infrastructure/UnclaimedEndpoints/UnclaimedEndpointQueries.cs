using Microsoft.EntityFrameworkCore;
using Portal.Domain.Accounts;
using Portal.Domain.Audit;
using Portal.Domain.Connections;
using Portal.Domain.EndpointServices;
using Portal.Infrastructure.Connections;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Provisioning;

namespace Portal.Infrastructure.UnclaimedEndpoints;

/// <summary>What people read of endpoints that knock on a service and belong to no known connection.</summary>
public sealed class UnclaimedEndpointQueries(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>Endpoints that knock on the actor's services and belong to no known connection.</summary>
    public async Task<IReadOnlyList<UnclaimedEndpointView>> ListAsync(Actor actor, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var teams = actor.TeamIds.ToArray();
        var rows = await context.EndpointServices.AsNoTracking().Where(service => actor.SeesEverything || teams.Contains(service.TeamId))
            .Join(
                context.Work.Where(work => work.Kind == SubjectKind.Service && work.Observation != null), service => service.Id, work => work.Id,
                (service, work) => new { service.Id, service.Name, work.Observation })
            .ToListAsync(cancellationToken);
        return await OfAsync(
            context,
            [.. rows.SelectMany(row => UnclaimedEndpointView.AllOf(row.Id, row.Name, Observations.Read<EndpointServiceObservation>(row.Observation)))],
            cancellationToken);
    }

    /// <summary>Those of the endpoints that belong to no known connection.</summary>
    internal static async Task<IReadOnlyList<UnclaimedEndpointView>> OfAsync(
        PortalDbContext context, IReadOnlyList<UnclaimedEndpointView> unclaimed, CancellationToken cancellationToken)
    {
        if (unclaimed.Count == 0)
        {
            return [];
        }

        var ids = unclaimed.Select(arrival => arrival.VpcEndpointId).ToArray();
        // What an ended connection has left, or what came back after it, is nobody's.
        var known = await RegisteredEndpoints.InUse(context, Guid.Empty).Where(connection => ids.Contains(connection.VpcEndpointId))
            .Select(connection => connection.VpcEndpointId).ToListAsync(cancellationToken);
        List<UnclaimedEndpointView> left = [.. unclaimed.Where(arrival => !known.Contains(arrival.VpcEndpointId))];
        if (left.Count == 0)
        {
            return [];
        }

        var serviceIds = left.Select(arrival => arrival.ServiceId).Distinct().ToArray();
        var rejected = await context.RejectedEndpoints.AsNoTracking().Where(one => serviceIds.Contains(one.ServiceId) && ids.Contains(one.VpcEndpointId))
            .ToDictionaryAsync(one => (one.ServiceId, one.VpcEndpointId), one => one.Reason, cancellationToken);
        var waiting = await context.Connections.AsNoTracking()
            .Where(connection => serviceIds.Contains(connection.ServiceId) && connection.Stage == ConnectionStage.AwaitingConsumer)
            .ToListAsync(cancellationToken);
        return
        [
            .. left.Select(arrival => arrival with
            {
                RejectedBecause = rejected.GetValueOrDefault((arrival.ServiceId, arrival.VpcEndpointId)),
                WaitingConnectionIds =
                    [.. waiting.Where(connection => connection.Unreadable() is null && arrival.Fits(connection)).Select(connection => connection.Id)],
            }),
        ];
    }
}
