using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Domain.Accounts;
using Portal.Domain.Audit;
using Portal.Domain.Connections;
using Portal.Domain.EndpointServices;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Provisioning;
using Portal.Infrastructure.Validation;

namespace Portal.Infrastructure.EndpointServices;

/// <summary>What people read of services.</summary>
public sealed class EndpointServiceQueries(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    /// <summary>The catalogue as the actor sees it, newest first.</summary>
    public async Task<Page<EndpointServiceView>> ListAsync(Actor actor, string? search, string? cursor, int? limit, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await PageAsync(context, actor, Visible(context, actor), search, cursor, limit, cancellationToken);
    }

    /// <summary>The services of the actor's own teams, newest first; those of all teams for admins and auditors.</summary>
    public async Task<Page<EndpointServiceView>> ListOwnAsync(
        Actor actor, EndpointServiceFilter filter, string? cursor, int? limit, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await PageAsync(context, actor, filter.In(context, Own(context, actor)), null, cursor, limit, cancellationToken, filter.Order);
    }

    /// <summary>How many services of the actor's own teams a filter leaves.</summary>
    public async Task<CappedCount> CountOwnAsync(Actor actor, EndpointServiceFilter filter, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await filter.In(context, Own(context, actor)).OrderByDescending(service => service.CreatedAt).CountCappedAsync(cancellationToken);
    }

    private static IQueryable<EndpointService> Own(PortalDbContext context, Actor actor)
    {
        var teams = actor.TeamIds.ToArray();
        return actor.SeesEverything ? context.EndpointServices : context.EndpointServices.Where(service => teams.Contains(service.TeamId));
    }

    /// <summary>The newest of the actor's own that cannot go on until a person acts, however old they are.</summary>
    internal async Task<IReadOnlyList<EndpointServiceView>> BlockedAsync(Actor actor, int most, CancellationToken cancellationToken)
    {
        var teams = actor.TeamIds.ToArray();
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var blocked = WorkQueries.Blocked(context).Where(work => work.Kind == SubjectKind.Service).Select(work => work.Id);
        var own = context.EndpointServices.Where(service => blocked.Contains(service.Id) && (actor.SeesEverything || teams.Contains(service.TeamId)));
        return (await PageAsync(context, actor, own, null, null, most, cancellationToken)).Items;
    }

    /// <exception cref="SubjectNotFoundException">There is none, or the actor may not see it.</exception>
    public async Task<EndpointServiceView> GetAsync(Actor actor, Guid id, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return (await ViewsAsync(
            context, actor, [await FindRowAsync(context, actor, id, cancellationToken)], clock.GetUtcNow(), cancellationToken))[0];
    }

    /// <summary>What must still happen, and what everything together causes; for the service's own people, admins and auditors.</summary>
    /// <exception cref="SubjectNotFoundException">There is none, or its plan is not the actor's to see.</exception>
    public async Task<EndpointServicePlanView> PlanAsync(Actor actor, Guid id, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var service = await context.EndpointServices.AsNoTracking().SingleOrDefaultAsync(service => service.Id == id, cancellationToken);
        if (service is null || !(actor.SeesEverything || actor.IsIn(service.TeamId)))
        {
            throw new SubjectNotFoundException("service");
        }

        var work = await context.Work.AsNoTracking().SingleOrDefaultAsync(work => work.Kind == SubjectKind.Service && work.Id == id, cancellationToken);
        var effects = service.Unreadable() is null ? EndpointServiceEffects.Of(service.Spec) : null;
        return new(effects?.PlanHash ?? "", effects?.Ordered ?? [], work?.Conditions.Steps ?? [], work?.Conditions.LastError);
    }

    /// <summary>
    /// The services that the actor may know of: of their teams, and those whose audience includes a team of theirs or an account that one owns.
    /// </summary>
    internal static IQueryable<EndpointService> Visible(PortalDbContext context, Actor actor)
    {
        if (actor.SeesEverything)
        {
            return context.EndpointServices;
        }

        var teams = actor.TeamIds.ToArray();
        var names = teams.Select(team => team.ToString()).ToArray();
        return context.EndpointServices.FromSql(
            $"""
            select *, xmin from endpoint_service
            where team_id = any({teams}) or visibility->'everyone' = 'true'::jsonb or visibility->'teamIds' ?| {names}
                or visibility->'accountIds' ?| array(select account_id::text from aws_account where aws_account.team_id = any({teams}))
            """);
    }

    private async Task<Page<EndpointServiceView>> PageAsync(
        PortalDbContext context, Actor actor, IQueryable<EndpointService> query, string? search, string? cursor, int? limit,
        CancellationToken cancellationToken, ListOrder order = ListOrder.Newest)
    {
        var take = Cursor.Limit(limit);
        InputErrors.ThrowIfUnkeepable(search, "search");
        if (!string.IsNullOrWhiteSpace(search))
        {
            var pattern = SearchText.Anywhere(search);
            query = query.Where(service =>
                EF.Functions.ILike(service.Name, pattern, SearchText.Escape) || EF.Functions.ILike(service.Description, pattern, SearchText.Escape));
        }

        var page = query.PageBy(service => service.CreatedAt, service => service.Id, order, Cursor.Parse(cursor), take + 1);
        var rows = await EndpointServiceRow.Of(context, page).AsNoTracking().ToListAsync(cancellationToken);
        if (order == ListOrder.Oldest)
        {
            // Put together with what stands beside them, they come with the newest first.
            rows.Reverse();
        }

        var views = await ViewsAsync(context, actor, rows, clock.GetUtcNow(), cancellationToken);
        return views.ToPage(take, view => new Cursor(view.CreatedAt, view.Id), view => view);
    }

    /// <exception cref="SubjectNotFoundException">There is none, or the actor may not see it.</exception>
    internal static async Task<EndpointServiceRow> FindRowAsync(PortalDbContext context, Actor actor, Guid id, CancellationToken cancellationToken) =>
        await EndpointServiceRow.Of(context, Visible(context, actor).Where(service => service.Id == id)).AsNoTracking().SingleOrDefaultAsync(cancellationToken)
        ?? throw new SubjectNotFoundException("service");

    internal static async Task<IReadOnlyList<EndpointServiceView>> ViewsAsync(
        PortalDbContext context, Actor actor, IReadOnlyList<EndpointServiceRow> rows, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var unreadable = await UnreadableParts.OfAsync(context, [.. rows.Select(row => row.Service)], cancellationToken);
        return [.. rows.Select(row => row.ToView(actor, unreadable.GetValueOrDefault(row.Service.Id), now))];
    }
}
