using Microsoft.EntityFrameworkCore;
using Portal.Infrastructure.Data;

namespace Portal.Infrastructure.Provisioning;

/// <summary>What people call services and connections: "Payments API", "Storefront → Payments API".</summary>
internal static class SubjectNames
{
    /// <returns>By id; what is neither a service nor a connection is left out.</returns>
    public static async Task<Dictionary<Guid, string>> ReadAsync(PortalDbContext context, IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken)
    {
        var services = await context.EndpointServices.Where(service => ids.Contains(service.Id)).Select(service => new { service.Id, service.Name })
            .ToListAsync(cancellationToken);
        var connections = await context.Connections.Where(connection => ids.Contains(connection.Id))
            .Join(
                context.Teams, connection => connection.ConsumerTeamId, team => team.Id,
                (connection, team) => new { connection.Id, connection.ServiceId, Team = team.Name })
            .Join(
                context.EndpointServices, connection => connection.ServiceId, service => service.Id,
                (connection, service) => new { connection.Id, Name = connection.Team + " → " + service.Name })
            .ToListAsync(cancellationToken);
        return services.Concat(connections).ToDictionary(named => named.Id, named => named.Name);
    }
}
