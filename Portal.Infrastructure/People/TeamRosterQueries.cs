using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Domain.Accounts;
using Portal.Infrastructure.Accounts;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Provisioning;
using Portal.Infrastructure.Validation;

namespace Portal.Infrastructure.People;

/// <summary>What people read of teams and of who is in them: network admins and auditors of all, others of their own.</summary>
public sealed class TeamRosterQueries(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>The newest first.</summary>
    public async Task<Page<TeamDetailsView>> ListAsync(
        Actor actor, string? search, bool isClosed, string? cursor, int? limit, CancellationToken cancellationToken, ListOrder order = ListOrder.Newest)
    {
        var (take, after) = (Cursor.Limit(limit), Cursor.Parse(cursor));
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var teams = Found(context, actor, search, isClosed);
        var read = await Views(context, teams.PageBy(team => team.CreatedAt, team => team.Id, order, after, take + 1)).ToListAsync(cancellationToken);
        var tags = await AskedTags.OfTeamsAsync(context, [.. read.Select(team => team.Id)], cancellationToken);
        return read.ToPage(take, view => new Cursor(view.CreatedAt, view.Id), view => view with { AskedTags = [.. tags[view.Id]] });
    }

    /// <summary>How many of them there are.</summary>
    public async Task<CappedCount> CountAsync(Actor actor, string? search, bool isClosed, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await Found(context, actor, search, isClosed).OrderByDescending(team => team.CreatedAt).CountCappedAsync(cancellationToken);
    }

    private static IQueryable<Team> Found(PortalDbContext context, Actor actor, string? search, bool isClosed)
    {
        InputErrors.ThrowIfUnkeepable(search, "search");
        var teams = Visible(context, actor).Where(team => team.ClosedAt != null == isClosed);
        if (string.IsNullOrWhiteSpace(search))
        {
            return teams;
        }

        var (pattern, id) = (SearchText.Anywhere(search), Guid.TryParse(search, out var parsed) ? parsed : Guid.Empty);
        return teams.Where(team => team.Id == id || EF.Functions.ILike(team.Name, pattern, SearchText.Escape));
    }

    /// <exception cref="SubjectNotFoundException">There is none, or the actor may not see it.</exception>
    public async Task<TeamDetailsView> GetAsync(Actor actor, Guid id, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var view = await Views(context, Visible(context, actor).Where(team => team.Id == id)).SingleOrDefaultAsync(cancellationToken)
            ?? throw new SubjectNotFoundException("team");
        return view with { AskedTags = [.. (await AskedTags.OfTeamsAsync(context, [id], cancellationToken))[id]] };
    }

    /// <summary>The people of a team, those last known first.</summary>
    /// <exception cref="SubjectNotFoundException">There is no such team, or the actor may not see it.</exception>
    public async Task<Page<MemberView>> MembersAsync(Actor actor, Guid teamId, string? cursor, int? limit, CancellationToken cancellationToken)
    {
        var (take, after) = (Cursor.Limit(limit), Cursor.Parse(cursor));
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        if (!await Visible(context, actor).AnyAsync(team => team.Id == teamId, cancellationToken))
        {
            throw new SubjectNotFoundException("team");
        }

        var people = context.People.AsQueryable();
        people = after is null
            ? people
            : people.Where(person => EF.Functions.LessThan(ValueTuple.Create(person.CreatedAt, person.Id), ValueTuple.Create(after.At, after.Id)));
        var read = await (
            from membership in context.Memberships
            where membership.TeamId == teamId
            join person in people on new { membership.Issuer, membership.Subject } equals new { person.Issuer, person.Subject }
            orderby person.CreatedAt descending, person.Id descending
            select new { Membership = membership, Person = person }).Take(take + 1).AsNoTracking().ToListAsync(cancellationToken);
        return read.ToPage(take, one => new Cursor(one.Person.CreatedAt, one.Person.Id), one => new MemberView(
            one.Person.Id, one.Person.Name, one.Person.Issuer, one.Person.Subject, new(one.Membership.Roles, one.Membership.GroupRoles),
            one.Person.BlockedAt is not null, one.Person.CreatedAt, one.Person.Version));
    }

    private static IQueryable<Team> Visible(PortalDbContext context, Actor actor)
    {
        var teams = actor.TeamIds.ToArray();
        return actor.SeesEverything ? context.Teams : context.Teams.Where(team => teams.Contains(team.Id));
    }

    private static IQueryable<TeamDetailsView> Views(PortalDbContext context, IQueryable<Team> teams) => teams.Select(team => new TeamDetailsView(
        team.Id, team.Name, team.CustomerOf, team.CreatedAt, team.ClosedAt, team.Version,
        context.Memberships.Count(membership => membership.TeamId == team.Id), null));
}
