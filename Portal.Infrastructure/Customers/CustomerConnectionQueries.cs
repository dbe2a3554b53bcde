using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Domain.Accounts;
using Portal.Domain.Connections;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Validation;

namespace Portal.Infrastructure.Customers;

/// <summary>What a provider's people read of the connections that they have opened for customers.</summary>
public sealed class CustomerConnectionQueries(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>Of one service, the newest first.</summary>
    /// <param name="externalReference">Only those that carry exactly this one; none for all.</param>
    /// <exception cref="SubjectNotFoundException">There is no such service, or it is another team's.</exception>
    public async Task<Page<CustomerConnectionView>> ListAsync(
        Actor actor, Guid serviceId, string? externalReference, string? cursor, int? limit, CancellationToken cancellationToken)
    {
        InputErrors.ThrowIfUnkeepable(externalReference, "externalReference");
        var (take, after) = (Cursor.Limit(limit), Cursor.Parse(cursor));
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var team = await context.EndpointServices.Where(service => service.Id == serviceId).Select(service => (Guid?)service.TeamId)
            .SingleOrDefaultAsync(cancellationToken);
        if (team is not { } owner || !Sees(actor, owner))
        {
            throw new SubjectNotFoundException("service of your teams");
        }

        var rows = context.CustomerConnections.Where(row => row.ServiceId == serviceId);
        rows = string.IsNullOrEmpty(externalReference) ? rows : rows.Where(row => row.ExternalReference == externalReference);
        rows = after is null ? rows : rows.Where(row => EF.Functions.LessThan(ValueTuple.Create(row.CreatedAt, row.Id), ValueTuple.Create(after.At, after.Id)));
        var read = await ViewsAsync(
            context, rows.OrderByDescending(row => row.CreatedAt).ThenByDescending(row => row.Id).Take(take + 1), cancellationToken);
        return read.ToPage(take, view => new Cursor(view.CreatedAt, view.Id), view => view);
    }

    /// <exception cref="SubjectNotFoundException">There is none, or it is another team's.</exception>
    public async Task<CustomerConnectionView> GetAsync(Actor actor, Guid id, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await FindAsync(context, actor, id, cancellationToken);
        return (await ViewsAsync(context, context.CustomerConnections.Where(row => row.Id == id), cancellationToken)).Single();
    }

    internal static async Task<CustomerConnection> FindAsync(PortalDbContext context, Actor actor, Guid id, CancellationToken cancellationToken)
    {
        var row = await context.CustomerConnections.SingleOrDefaultAsync(row => row.Id == id, cancellationToken);
        return row is not null && Sees(actor, row.ProviderTeamId) ? row : throw new SubjectNotFoundException("customer's connection");
    }

    private static bool Sees(Actor actor, Guid providerTeamId) => actor.SeesEverything || actor.IsIn(providerTeamId);

    private static async Task<IReadOnlyList<CustomerConnectionView>> ViewsAsync(
        PortalDbContext context, IQueryable<CustomerConnection> rows, CancellationToken cancellationToken) => await (
            from row in rows
            join service in context.EndpointServices on row.ServiceId equals service.Id
            join team in context.Teams on row.CustomerTeamId equals team.Id
            join connection in context.Connections on row.ConnectionId equals connection.Id into connections
            from connection in connections.DefaultIfEmpty()
            orderby row.CreatedAt descending, row.Id descending
            select new CustomerConnectionView(
                row.Id, row.ServiceId, service.Name, new(team.Id, team.Name), row.Customer, row.AccountId, row.ExternalReference, row.ConnectionId,
                connection == null ? null : (ConnectionStage?)connection.Stage, row.CreatedAt, row.ExpiresAt, row.WithdrawnAt, row.Version))
            .AsNoTracking().ToListAsync(cancellationToken);
}
