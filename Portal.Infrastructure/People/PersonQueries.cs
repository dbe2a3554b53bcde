using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Portal.Domain;
using Portal.Domain.Accounts;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Provisioning;
using Portal.Infrastructure.Security;
using Portal.Infrastructure.Validation;

namespace Portal.Infrastructure.People;

/// <summary>What people read of people: network admins and auditors of all, everybody of themselves.</summary>
public sealed class PersonQueries(IDbContextFactory<PortalDbContext> contexts, IOptions<SessionLifetime> lifetime, TimeProvider clock)
{
    private const int MostTokens = 10 * ApiTokens.Most;

    /// <summary>Those whom the portal has known for the shortest time first.</summary>
    /// <param name="search">Found in names, subjects and issuers.</param>
    /// <exception cref="AccessRefusedException">The actor is neither network admin nor auditor.</exception>
    public async Task<Page<PersonRowView>> ListAsync(
        Actor actor, string? search, bool? isBlocked, string? cursor, int? limit, CancellationToken cancellationToken, ListOrder order = ListOrder.Newest)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var take = Cursor.Limit(limit);
        var people = Found(context, actor, search, isBlocked).PageBy(person => person.CreatedAt, person => person.Id, order, Cursor.Parse(cursor), take + 1);
        var read = await people.Select(person => new
        {
            Person = person,
            Teams = (from membership in context.Memberships
                     where membership.Issuer == person.Issuer && membership.Subject == person.Subject
                     join team in context.Teams on membership.TeamId equals team.Id
                     orderby team.Name
                     select team.Name).ToList(),
        }).ToListAsync(cancellationToken);
        return read.ToPage(take, one => new Cursor(one.Person.CreatedAt, one.Person.Id), one => new PersonRowView(
            one.Person.Id, one.Person.Issuer, one.Person.Subject, one.Person.Name, one.Person.CreatedAt, one.Person.BlockedAt,
            [.. one.Person.PortalRoles.Union(one.Person.GroupRoles).Order()], one.Teams));
    }

    /// <summary>How many of them there are.</summary>
    /// <exception cref="AccessRefusedException">The actor is neither network admin nor auditor.</exception>
    public async Task<CappedCount> CountAsync(Actor actor, string? search, bool? isBlocked, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await Found(context, actor, search, isBlocked).OrderByDescending(person => person.CreatedAt).CountCappedAsync(cancellationToken);
    }

    private static IQueryable<Person> Found(PortalDbContext context, Actor actor, string? search, bool? isBlocked)
    {
        if (!actor.SeesEverything)
        {
            throw new AccessRefusedException("Only network admins and auditors see the people of the portal. Your own page is in your menu.");
        }

        InputErrors.ThrowIfUnkeepable(search, "search");
        var people = context.People.AsNoTracking();
        people = isBlocked is { } wanted ? people.Where(person => person.BlockedAt != null == wanted) : people;
        if (string.IsNullOrWhiteSpace(search))
        {
            return people;
        }

        var (pattern, id) = (SearchText.Anywhere(search), Guid.TryParse(search, out var parsed) ? parsed : Guid.Empty);
        return people.Where(person => person.Id == id || EF.Functions.ILike(person.Name, pattern, SearchText.Escape)
            || EF.Functions.ILike(person.Subject, pattern, SearchText.Escape) || EF.Functions.ILike(person.Issuer, pattern, SearchText.Escape));
    }

    /// <exception cref="SubjectNotFoundException">There is none, or the actor may not see them.</exception>
    public async Task<PersonView> GetAsync(Actor actor, Guid? id, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await ViewAsync(context, await FindAsync(context, actor, id, cancellationToken), cancellationToken);
    }

    /// <summary>The browsers in which somebody is signed in.</summary>
    /// <exception cref="SubjectNotFoundException">There is no such person, or the actor may not see them.</exception>
    public async Task<IReadOnlyList<SessionView>> SessionsAsync(Actor actor, Guid? id, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await SessionsAsync(context, await FindAsync(context, actor, id, cancellationToken), cancellationToken);
    }

    /// <summary>The tokens that somebody has made, the newest first.</summary>
    /// <exception cref="SubjectNotFoundException">There is no such person, or the actor may not see them.</exception>
    public async Task<IReadOnlyList<TokenView>> TokensAsync(Actor actor, Guid? id, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await TokensAsync(context, await FindAsync(context, actor, id, cancellationToken), cancellationToken);
    }

    /// <param name="id">None for the actor themselves.</param>
    internal static async Task<Person> FindAsync(PortalDbContext context, Actor actor, Guid? id, CancellationToken cancellationToken)
    {
        var person = id is null
            ? await context.People.AsNoTracking()
                .SingleOrDefaultAsync(person => person.Issuer == actor.Issuer && person.Subject == actor.Subject, cancellationToken)
            : await context.People.AsNoTracking().SingleOrDefaultAsync(person => person.Id == id, cancellationToken);
        return person is not null && (actor.SeesEverything || actor.Key == person.Key) ? person : throw new SubjectNotFoundException("person");
    }

    internal static async Task<PersonView> ViewAsync(PortalDbContext context, Person person, CancellationToken cancellationToken)
    {
        var memberships = await (
            from membership in context.Memberships.AsNoTracking()
            where membership.Issuer == person.Issuer && membership.Subject == person.Subject
            join team in context.Teams on membership.TeamId equals team.Id
            orderby team.Name
            select new { Membership = membership, team.Name }).ToListAsync(cancellationToken);
        return new(
            person.Id, person.Issuer, person.Subject, person.Name, person.CreatedAt, person.BlockedAt, person.BlockedReason, person.Version,
            new(person.PortalRoles, person.GroupRoles),
            [.. memberships.Select(one => new PersonTeamView(
                new TeamView(one.Membership.TeamId, one.Name), new(one.Membership.Roles, one.Membership.GroupRoles)))]);
    }

    internal async Task<IReadOnlyList<SessionView>> SessionsAsync(PortalDbContext context, Person person, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var (oldest, lastUse) = (now - lifetime.Value.Life, now - lifetime.Value.Idle);
        return await context.Sessions.AsNoTracking()
            .Where(session => session.Issuer == person.Issuer && session.Subject == person.Subject && session.EndedAt == null
                && session.BegunAt > oldest && (session.UsedAt ?? session.BegunAt) > lastUse)
            .OrderByDescending(session => session.BegunAt).Take(Cursor.MostItems)
            .Select(session => new SessionView(session.Id, session.BegunAt, session.UsedAt ?? session.BegunAt)).ToListAsync(cancellationToken);
    }

    internal static async Task<IReadOnlyList<TokenView>> TokensAsync(PortalDbContext context, Person person, CancellationToken cancellationToken) =>
        await ApiTokens.OfAsync(context, person.Key, MostTokens, cancellationToken);
}
