using Microsoft.EntityFrameworkCore;
using Portal.Domain.Connections;
using Portal.Domain.EndpointServices;
using Portal.Domain.Reviews;
using Portal.Infrastructure.Data;

namespace Portal.Infrastructure.EndpointServices;

/// <summary>Finds the live connections that a change of their service touches.</summary>
internal static class TouchedConnections
{
    // Who reads about them reads no more; how many more there are is told.
    private const int Most = 200;

    private static readonly ConnectionStage[] Live = [ConnectionStage.Provisioning, ConnectionStage.Available, ConnectionStage.Disconnected];

    public static async Task<(IReadOnlyList<TouchedConnection> Listed, int More)> OfAsync(
        PortalDbContext context, EndpointService service, EndpointServiceSpec next, EndpointServiceObservation? seen, CancellationToken cancellationToken)
    {
        if (EndpointServiceChange.Touches(service.Spec, next, null, seen) is null)
        {
            return ([], 0);
        }

        List<TouchedConnection> listed = [];
        var more = 0;
        var rows = context.Connections.AsNoTracking().Where(connection => connection.ServiceId == service.Id && Live.Contains(connection.Stage))
            .OrderBy(connection => connection.CreatedAt).Select(connection => new { connection.Id, connection.ConsumerTeamId, connection.Spec });
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            var zones = row.Spec.SelfManaged ? null : row.Spec.Subnets.Select(subnet => subnet.ZoneId).OfType<string>().ToList();
            if (EndpointServiceChange.Touches(service.Spec, next, zones, seen) is not { } touch)
            {
                continue;
            }

            if (listed.Count < Most)
            {
                listed.Add(new(row.Id, row.ConsumerTeamId, row.Spec.AccountId, touch.IsCut, touch.Text));
            }
            else
            {
                more++;
            }
        }

        return (listed, more);
    }

    /// <summary>Whether an endpoint resolves the service's private DNS name: AWS keeps the name until none does.</summary>
    public static async Task<int> UsingPrivateDnsAsync(PortalDbContext context, Guid serviceId, CancellationToken cancellationToken)
    {
        var specs = await context.Connections.AsNoTracking().Where(connection => connection.ServiceId == serviceId && Live.Contains(connection.Stage))
            .Select(connection => connection.Spec).ToListAsync(cancellationToken);
        return specs.Count(spec => spec.PrivateDns);
    }
}
