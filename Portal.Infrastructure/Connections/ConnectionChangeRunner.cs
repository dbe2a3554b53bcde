using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Domain.Accounts;
using Portal.Domain.Connections;
using Portal.Infrastructure.Commands;
using Portal.Infrastructure.Data;

namespace Portal.Infrastructure.Connections;

/// <summary>Runs a command on one connection: for those who may, on the version that they saw.</summary>
internal static class ConnectionChangeRunner
{
    /// <param name="require">Refuses who may not; none for what is the consumer's side's to do.</param>
    /// <exception cref="SubjectNotFoundException">There is none, or the actor may not see it.</exception>
    public static Task<Receipt> ChangeConnectionAsync(
        this CommandRunner runner, Actor actor, Guid id, int? seenVersion, IdempotencyKey? key, Func<PortalDbContext, ChangeSet, Connection, Task> change,
        CancellationToken cancellationToken, Action<Actor, Connection>? require = null) =>
        runner.RunAsync(actor, key, async (context, changes) =>
        {
            var connection = await FindAsync(context, actor, id, require ?? RequireConsumersSide, cancellationToken);
            if (seenVersion is { } seen && seen != connection.Version)
            {
                throw new SomeoneWasFasterException("the connection");
            }

            await change(context, changes, connection.RequireReadable());
            changes.Track(connection);
            return new Receipt(connection.Id, connection.Stage.ToString(), connection.Version);
        }, cancellationToken);

    /// <summary>The connection, for those who may change it.</summary>
    public static async Task<Connection> FindAsync(
        PortalDbContext context, Actor actor, Guid id, Action<Actor, Connection> require, CancellationToken cancellationToken)
    {
        var connection = await context.Connections.SingleOrDefaultAsync(connection => connection.Id == id, cancellationToken);
        if (connection is null || !ConnectionQueries.Sees(actor, connection))
        {
            throw new SubjectNotFoundException("connection");
        }

        require(actor, connection);
        return connection;
    }

    /// <exception cref="AccessRefusedException">The actor is neither of the consumer's team nor a network admin.</exception>
    public static void RequireConsumersSide(Actor actor, Connection connection)
    {
        if (!actor.Has(connection.ConsumerTeamId, TeamRole.Consumer) && !actor.IsNetworkAdmin && !actor.IsSystem)
        {
            throw new AccessRefusedException("Only the consumer's team and network admins can change a connection.");
        }
    }
}
