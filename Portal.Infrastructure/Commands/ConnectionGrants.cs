using Microsoft.EntityFrameworkCore;
using Portal.Domain.Audit;
using Portal.Domain.Connections;
using Portal.Infrastructure.Data;

namespace Portal.Infrastructure.Commands;

/// <summary>A connection's wish that its account be allowed on the service: written, or let go of, in the commit that changes the connection.</summary>
public static class ConnectionGrants
{
    public static void Give(PortalDbContext context, ChangeSet changes, Connection connection)
    {
        context.Grants.Add(new Grant(Guid.CreateVersion7(changes.Now), connection.ServiceId, connection.Id, connection.Spec.PrincipalArn, changes.Now));
        changes.Wake(SubjectKind.Service, connection.ServiceId, connection.Spec.ProviderScope);
    }

    /// <summary>The service takes the principal away if nobody else needs it.</summary>
    public static async Task ReleaseAsync(PortalDbContext context, ChangeSet changes, Connection connection, CancellationToken cancellationToken)
    {
        foreach (
            var grant in await context.Grants.Where(grant => grant.ConnectionId == connection.Id && grant.ReleasedAt == null).ToListAsync(cancellationToken))
        {
            grant.Release(changes.Now);
            changes.Wake(SubjectKind.Service, grant.ServiceId, connection.Spec.ProviderScope);
        }
    }
}
