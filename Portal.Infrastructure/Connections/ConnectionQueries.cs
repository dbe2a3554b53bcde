using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Domain.Accounts;
using Portal.Domain.Audit;
using Portal.Domain.Connections;
using Portal.Domain.EndpointServices;
using Portal.Domain.Provisioning;
using Portal.Domain.Verdicts;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Provisioning;
using Portal.Infrastructure.Reviews;
using Portal.Infrastructure.Validation;

namespace Portal.Infrastructure.Connections;

/// <summary>What people read of connections.</summary>
public sealed class ConnectionQueries(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    private static readonly ConnectionStage[] Pending =
    [
        ConnectionStage.AwaitingApproval, ConnectionStage.ChangesRequested, ConnectionStage.Scheduled, ConnectionStage.Provisioning,
        ConnectionStage.AwaitingConsumer,
    ];

    /// <summary>The connections that the actor's teams consume or provide and that a filter leaves, in its order.</summary>
    /// <param name="filter">None for all, newest first.</param>
    public async Task<Page<ConnectionView>> ListAsync(
        Actor actor, ConnectionFilter? filter, string? cursor, int? limit, CancellationToken cancellationToken)
    {
        filter ??= ConnectionFilter.None;
        var take = Cursor.Limit(limit);
        var after = Cursor.Parse(cursor);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var filtered = filter.In(context, actor);
        var page = Visible(context, actor, query => filter.Page(filtered(query), after, take + 1));
        // Put together with what stands beside them, they come in no order.
        var rows = await ConnectionRow.Of(context, page).AsNoTracking().ToListAsync(cancellationToken);
        var views = await ConnectionRow.ViewsAsync(context, actor, rows, clock.GetUtcNow(), cancellationToken);
        return filter.Sorted(views).ToPage(take, filter.After, view => view);
    }

    /// <summary>How many connections of the actor's teams a filter leaves.</summary>
    public async Task<CappedCount> CountAsync(Actor actor, ConnectionFilter filter, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var filtered = filter.In(context, actor);
        return new(await CountAsync(context, actor, query => filter.Page(filtered(query), null, CappedCount.Most + 1), cancellationToken));
    }

    /// <summary>The newest of those that concern the actor's teams and cannot go on until a person acts, however old they are.</summary>
    /// <param name="most">How many at most.</param>
    internal async Task<IReadOnlyList<ConnectionView>> BlockedAsync(Actor actor, int most, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var blocked = WorkQueries.Blocked(context).Where(work => work.Kind == SubjectKind.Connection).Select(work => work.Id);
        return (await PageAsync(
            context, actor,
            Visible(context, actor, query => Newest(query.Where(connection => blocked.Contains(connection.Id)), most)), most,
            cancellationToken)).Items;
    }

    /// <summary>How many connections that concern the actor's teams stand, wait, and end soon.</summary>
    public async Task<ConnectionNumbers> NumbersAsync(Actor actor, CancellationToken cancellationToken)
    {
        var soon = clock.GetUtcNow() + Verdict.Soon;
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var withdrawn = await context.EndpointServices
            .Where(service => service.Stage == EndpointServiceStage.Draining && service.WithdrawAt <= soon).OrderBy(service => service.WithdrawAt)
            .Select(service => service.Id).Take(CappedCount.Most).ToListAsync(cancellationToken);
        var pending = 0;
        foreach (var stage in Pending)
        {
            pending += await CountAsync(context, actor, At(stage), cancellationToken);
        }

        // Each by an index of its own.
        var ending = await CountAsync(
            context, actor, query => query.Where(connection => connection.Stage == ConnectionStage.Available && connection.EndsAt <= soon)
                .OrderBy(connection => connection.EndsAt), cancellationToken);
        var leaving = withdrawn.Count == 0 ? 0 : await CountAsync(
            context, actor, query => query.Where(connection => withdrawn.Contains(connection.ServiceId) && connection.Stage == ConnectionStage.Available
                && (connection.EndsAt == null || connection.EndsAt > soon)).OrderBy(connection => connection.ServiceId), cancellationToken);
        return new(new(await CountAsync(context, actor, At(ConnectionStage.Available), cancellationToken)), new(pending), new(ending + leaving));

        static Func<IQueryable<Connection>, IQueryable<Connection>> At(ConnectionStage stage) => query =>
            query.Where(connection => connection.Stage == stage).OrderByDescending(connection => connection.CreatedAt)
                .ThenByDescending(connection => connection.Id);
    }

    /// <returns>At most one more than is said exactly.</returns>
    private static Task<int> CountAsync(
        PortalDbContext context, Actor actor, Func<IQueryable<Connection>, IQueryable<Connection>> some, CancellationToken cancellationToken) =>
        Visible(context, actor, query => some(query).Take(CappedCount.Most + 1)).CountAsync(cancellationToken);

    /// <summary>How many connections stand on each of these services, of those that the actor's teams provide; services without any are left out.</summary>
    public async Task<IReadOnlyDictionary<Guid, ConnectionCounts>> CountAsync(
        Actor actor, IReadOnlyCollection<Guid> serviceIds, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await CountAsync(context, actor, serviceIds, cancellationToken);
    }

    internal static async Task<IReadOnlyDictionary<Guid, ConnectionCounts>> CountAsync(
        PortalDbContext context, Actor actor, IReadOnlyCollection<Guid> serviceIds, CancellationToken cancellationToken)
    {
        var teams = actor.TeamIds.ToArray();
        var counts = await context.Connections
            .Where(connection => serviceIds.Contains(connection.ServiceId) && (actor.SeesEverything || teams.Contains(connection.ProviderTeamId)))
            .GroupBy(connection => new { connection.ServiceId, connection.Stage })
            .Select(group => new { group.Key.ServiceId, group.Key.Stage, Count = group.Count() }).ToListAsync(cancellationToken);
        return counts.GroupBy(count => count.ServiceId).ToDictionary(group => group.Key, group => new ConnectionCounts(
            group.Where(count => ConnectionLifecycle.Allows(count.Stage, ConnectionAction.Delete)).Sum(count => count.Count),
            group.Where(count => count.Stage == ConnectionStage.AwaitingApproval).Sum(count => count.Count),
            group.Where(count => count.Stage == ConnectionStage.Unknown).Sum(count => count.Count)));
    }

    /// <exception cref="SubjectNotFoundException">There is none, or the actor may not see it.</exception>
    public async Task<ConnectionView> GetAsync(Actor actor, Guid id, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var row = await FindRowAsync(context, actor, id, cancellationToken);
        return (await ConnectionRow.ViewsAsync(context, actor, [row], clock.GetUtcNow(), cancellationToken))[0];
    }

    /// <summary>What must still happen, and what everything together causes.</summary>
    public async Task<ConnectionPlanView> PlanAsync(Actor actor, Guid id, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var row = await FindRowAsync(context, actor, id, cancellationToken);
        var (connection, work) = (row.Connection, row.Work);
        var effects = connection.Unreadable() is null ? connection.Effects : null;
        return new(
            effects?.PlanHash ?? "", connection.ApprovedPlanHash, VisibleEffects.To(actor, connection.ConsumerTeamId, effects?.Ordered ?? []),
            work?.Conditions.Steps ?? [], LastErrorTo(actor, row));
    }

    /// <summary>The calls that the portal made for it; what AWS said in an account is for those whose side it is.</summary>
    /// <exception cref="SubjectNotFoundException">There is none, or the actor may not see it.</exception>
    public async Task<IReadOnlyList<OperationView>> OperationsAsync(Actor actor, Guid id, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var connection = await FindAsync(context, actor, id, cancellationToken);
        return VisibleTo(actor, connection, await OperationQueries.ListAsync(context, SubjectKind.Connection, id, cancellationToken));
    }

    /// <summary>The calls with what AWS said, as far as it is the reader's to hear.</summary>
    internal static IReadOnlyList<OperationView> VisibleTo(Actor actor, Connection connection, IReadOnlyList<OperationView> made)
    {
        // Of a step that only a newer version takes nobody here knows in whose account it is.
        return [.. made.Select(operation => Hears(SideOf(operation)) ? operation : operation.WithoutWords())];

        bool Hears(Party side) => actor.SeesEverything || actor.IsIn(side == Party.Consumer ? connection.ConsumerTeamId : connection.ProviderTeamId);

        static Party SideOf(OperationView operation) => StepDefinitions.Find(new StepKey(operation.Step))?.Side ?? Party.Consumer;
    }

    /// <summary>The last refusal in AWS's words, for those whose account it may name.</summary>
    internal static string? LastErrorTo(Actor actor, ConnectionRow row) =>
        actor.SeesConsumerSide(row.Connection.ConsumerTeamId) ? row.Work?.Conditions.LastError : null;

    /// <summary>Whether the actor may know of the connection at all.</summary>
    public static bool Sees(Actor actor, Connection connection) =>
        actor.SeesEverything || actor.IsIn(connection.ConsumerTeamId) || actor.IsIn(connection.ProviderTeamId);

    /// <summary>Whether the actor may read what AWS answered in the consumer's account; asks whether they may see the connection at all.</summary>
    /// <exception cref="SubjectNotFoundException">There is none, or the actor may not see it.</exception>
    public async Task<bool> SeesConsumerSideAsync(Actor actor, Guid id, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return actor.SeesConsumerSide((await FindAsync(context, actor, id, cancellationToken)).ConsumerTeamId);
    }

    /// <exception cref="SubjectNotFoundException">There is none, or the actor may not see it.</exception>
    internal static async Task<ConnectionRow> FindRowAsync(PortalDbContext context, Actor actor, Guid id, CancellationToken cancellationToken)
    {
        var row = await ConnectionRow.Of(context, context.Connections.Where(connection => connection.Id == id))
            .AsNoTracking().SingleOrDefaultAsync(cancellationToken);
        return row is not null && Sees(actor, row.Connection) ? row : throw new SubjectNotFoundException("connection");
    }

    /// <summary>The newest connections of one service that the actor may see.</summary>
    internal static IQueryable<Connection> OfService(PortalDbContext context, Actor actor, Guid serviceId, int take) =>
        Visible(context, actor, query => Newest(query.Where(connection => connection.ServiceId == serviceId), take));

    private async Task<Page<ConnectionView>> PageAsync(
        PortalDbContext context, Actor actor, IQueryable<Connection> connections, int take, CancellationToken cancellationToken)
    {
        var rows = await ConnectionRow.Of(context, connections).AsNoTracking().ToListAsync(cancellationToken);
        var views = await ConnectionRow.ViewsAsync(context, actor, rows, clock.GetUtcNow(), cancellationToken);
        return views.ToPage(take, view => new Cursor(view.CreatedAt, view.Id), view => view);
    }

    private static async Task<Connection> FindAsync(PortalDbContext context, Actor actor, Guid id, CancellationToken cancellationToken)
    {
        var connection = await context.Connections.AsNoTracking().SingleOrDefaultAsync(connection => connection.Id == id, cancellationToken);
        return connection is not null && Sees(actor, connection) ? connection : throw new SubjectNotFoundException("connection");
    }

    /// <summary>One indexed page a team and side, put together: an OR over both would read everything.</summary>
    private static IQueryable<Connection> Visible(PortalDbContext context, Actor actor, Func<IQueryable<Connection>, IQueryable<Connection>> page)
    {
        if (actor.SeesEverything)
        {
            return page(context.Connections);
        }

        var teams = actor.TeamIds.ToArray();
        var sides = teams.SelectMany<Guid, IQueryable<Connection>>(team =>
        [
            page(context.Connections.Where(connection => connection.ConsumerTeamId == team)),
            // Who is on both sides of a connection sees it once.
            page(context.Connections.Where(connection => connection.ProviderTeamId == team && !teams.Contains(connection.ConsumerTeamId))),
        ]).ToList();
        return sides.Count == 0 ? context.Connections.Where(_ => false) : page(sides.Aggregate((left, right) => left.Concat(right)));
    }

    private static IQueryable<Connection> Newest(IQueryable<Connection> query, int take) =>
        query.PageBy(connection => connection.CreatedAt, connection => connection.Id, ListOrder.Newest, null, take);
}
