using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Portal.Domain.Accounts;
using Portal.Domain.Audit;
using Portal.Infrastructure.Commands;
using Portal.Infrastructure.Data;

namespace Portal.Infrastructure.Security;

/// <summary>Takes in whoever an identity provider vouches for, with what their groups let them do from now on.</summary>
public sealed class SignIns(IDbContextFactory<PortalDbContext> contexts, IOptions<SignInOptions> options, TimeProvider clock)
{
    private const int MostGroups = 50;

    private static readonly TimeSpan UnmappedLife = TimeSpan.FromDays(30);

    private readonly SignInOptions _options = options.Value;

    /// <summary>Brings the person and what they may do by their groups up to date: also for the windows that they have open.</summary>
    /// <param name="invitation">By which they come into a team; none without.</param>
    /// <returns>The person with all their roles.</returns>
    /// <exception cref="NoRoleException">They may do nothing here; nothing was stored but a line of history.</exception>
    /// <exception cref="PersonBlockedException">A network admin has blocked them; nothing was stored but a line of history.</exception>
    /// <exception cref="InvitationRefusedException">The invitation lets nobody in; nothing was stored.</exception>
    public async Task<Actor> ArriveAsync(Arrival arrival, CancellationToken cancellationToken, Guid? invitation = null)
    {
        if (await IsBlockedAsync(arrival, cancellationToken))
        {
            await RefuseAsync(arrival, "They are blocked.", cancellationToken);
            throw new PersonBlockedException(arrival);
        }

        var actor = await TakeInOnceAsync(arrival, invitation, cancellationToken);
        if (actor is not { HasRole: true })
        {
            await RememberUnmappedAsync(arrival, cancellationToken);
            await RefuseAsync(arrival, "No group of theirs has a role in this portal.", cancellationToken);
            throw new NoRoleException(arrival);
        }

        return actor;
    }

    private async Task<Actor?> TakeInOnceAsync(Arrival arrival, Guid? invitation, CancellationToken cancellationToken)
    {
        try
        {
            return await TakeInAsync(arrival, invitation, cancellationToken);
        }
        catch (DbUpdateConcurrencyException) when (invitation is not null)
        {
            // The person is held by a lock: what has changed meanwhile is the invitation.
            throw new InvitationRefusedException(InvitationProblem.Used);
        }
    }

    /// <returns>None when the portal did not know the person, and goes on not to: nobody becomes known by being turned away.</returns>
    private async Task<Actor?> TakeInAsync(Arrival arrival, Guid? invitation, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        // The same person in two windows at once: the second finds what the first has stored.
        await PersonLock.TakeAsync(context, arrival.Person, cancellationToken);
        var before = await Identities.OfPersonAsync(context, arrival.Person.Issuer, arrival.Person.Subject, cancellationToken);
        await StoreAsync(context, arrival, cancellationToken);
        await context.SaveChangesAsync(cancellationToken);
        var actor = await Identities.OfPersonAsync(context, arrival.Person.Issuer, arrival.Person.Subject, cancellationToken);
        // Blocked at this very moment.
        if (actor is null || (before is null && invitation is null && !actor.HasRole))
        {
            return null;
        }

        var changes = new ChangeSet(context, actor, clock);
        if (invitation is { } id)
        {
            await InvitationCommands.TakeAsync(context, changes, id, cancellationToken);
        }
        else if (!actor.HasRole)
        {
            // Also what only everybody may see is for people who belong here.
            await context.Sessions.Where(session => session.Issuer == actor.Issuer && session.Subject == actor.Subject && session.EndedAt == null)
                .ExecuteUpdateAsync(session => session.SetProperty(row => row.EndedAt, changes.Now), cancellationToken);
        }

        await AuditAsync(context, changes, before, actor, cancellationToken);
        await changes.CommitAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return invitation is null ? actor : await Identities.OfPersonAsync(context, actor.Issuer, actor.Subject, cancellationToken);
    }

    private async Task<bool> IsBlockedAsync(Arrival arrival, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.People.AnyAsync(
            person => person.Issuer == arrival.Person.Issuer && person.Subject == arrival.Person.Subject && person.BlockedAt != null, cancellationToken);
    }

    private async Task StoreAsync(PortalDbContext context, Arrival arrival, CancellationToken cancellationToken)
    {
        var (issuer, subject) = (arrival.Person.Issuer, arrival.Person.Subject);
        var now = clock.GetUtcNow();
        var person = await context.People.SingleOrDefaultAsync(person => person.Issuer == issuer && person.Subject == subject, cancellationToken);
        if (person is null)
        {
            context.People.Add(person = new Person
            {
                Issuer = issuer,
                Subject = subject,
                Name = arrival.Name,
                CreatedAt = now,
                Id = Guid.CreateVersion7(now),
            });
        }

        var rules = _options.Groups.Where(rule => rule.Provider == arrival.Provider && arrival.Groups.Contains(rule.Group)).ToList();
        var groups = arrival.Groups.ToArray();
        var stored = await context.GroupRules.AsNoTracking()
            .Where(rule => rule.Provider == arrival.Provider && groups.Contains(rule.Group)
                && !context.Teams.Any(team => team.Id == rule.TeamId && team.ClosedAt != null)).ToListAsync(cancellationToken);
        person.Name = arrival.Name;
        person.GroupRoles = [.. rules.SelectMany(rule => rule.PortalRoles)
            .Concat(stored.SelectMany(rule => rule.PortalRoles).Where(role => role != PortalRole.Unknown))
            .Concat(_options.FirstAdmin == new FirstAdmin(arrival.Provider, subject) ? [PortalRole.NetworkAdmin] : []).Distinct().Order()];
        var teams = await TeamsAsync(context, [.. rules.Select(rule => rule.Team).OfType<string>().Distinct()], cancellationToken);
        var rolesByTeam = rules.Where(rule => rule.Team is not null && teams.ContainsKey(rule.Team))
            .Select(rule => (TeamId: teams[rule.Team!], Roles: rule.TeamRoles))
            .Concat(stored.Where(rule => rule.TeamId is not null).Select(rule => (TeamId: rule.TeamId!.Value, Roles: (IReadOnlyList<TeamRole>)rule.TeamRoles)))
            .GroupBy(rule => rule.TeamId)
            .ToDictionary(
                each => each.Key, each => each.SelectMany(rule => rule.Roles).Where(role => role != TeamRole.Unknown).Distinct().Order().ToArray());
        var memberships = await context.Memberships.Where(membership => membership.Issuer == issuer && membership.Subject == subject)
            .ToListAsync(cancellationToken);
        foreach (var membership in memberships)
        {
            membership.GroupRoles = rolesByTeam.GetValueOrDefault(membership.TeamId, []);
        }

        // A place in a team that came by a group ends with it.
        context.Memberships.RemoveRange(memberships.Where(membership => membership.GroupRoles is [] && membership.Roles is []));
        context.Memberships.AddRange(rolesByTeam.Where(team => memberships.All(membership => membership.TeamId != team.Key))
            .Select(team => new PersonMembership { Issuer = issuer, Subject = subject, TeamId = team.Key, GroupRoles = team.Value }));
    }

    /// <summary>The teams' ids by name; those that are not there yet are made.</summary>
    private async Task<Dictionary<string, Guid>> TeamsAsync(PortalDbContext context, string[] names, CancellationToken cancellationToken)
    {
        foreach (var name in names)
        {
            var now = clock.GetUtcNow();
            await context.Database.ExecuteSqlAsync(
                $"insert into team (id, name, created_at) values ({Guid.CreateVersion7(now)}, {name}, {now}) on conflict (name) do nothing", cancellationToken);
        }

        // For a closed team nobody acts, whatever the rules still say.
        return await context.Teams.Where(team => names.Contains(team.Name) && team.ClosedAt == null && team.CustomerOf == null)
            .ToDictionaryAsync(team => team.Name, team => team.Id, cancellationToken);
    }

    /// <summary>Says in the history what has changed, and tells open windows to look who they are.</summary>
    private static async Task AuditAsync(
        PortalDbContext context, ChangeSet changes, Actor? before, Actor actor, CancellationToken cancellationToken)
    {
        var (was, now) = (before is null ? "" : Roles(before), Roles(actor));
        if (was == now)
        {
            return;
        }

        // What somebody decides meanwhile has seen other roles.
        (await context.People.SingleAsync(person => person.Issuer == actor.Issuer && person.Subject == actor.Subject, cancellationToken)).Version++;
        changes.Audit(
            SessionSubject.Of(actor),
            new DomainEvent("person.roles-by-groups", null, null, null, new Dictionary<string, string?> { ["before"] = was, ["after"] = now }));
        await changes.PublishSessionsAsync(actor.Key, cancellationToken);
    }

    /// <summary>So that a network admin can see which groups people come with; those that nobody came with for long are forgotten.</summary>
    private async Task RememberUnmappedAsync(Arrival arrival, CancellationToken cancellationToken)
    {
        var (now, groups) = (clock.GetUtcNow(), arrival.Groups.Order(StringComparer.Ordinal).Distinct().Take(MostGroups).ToArray());
        var forgotten = now - UnmappedLife;
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await context.Database.ExecuteSqlAsync(
            $"""
            insert into unmapped_group (provider, "group", last_seen_at)
            select {arrival.Provider}, seen, {now} from unnest({groups}) as seen where length(seen) between 1 and 500
            on conflict (provider, "group") do update set last_seen_at = excluded.last_seen_at
            """, cancellationToken);
        await context.UnmappedGroups.Where(group => group.LastSeenAt < forgotten).ExecuteDeleteAsync(cancellationToken);
    }

    private async Task RefuseAsync(Arrival arrival, string reason, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var changes = new ChangeSet(context, new(arrival.Person.Issuer, arrival.Person.Subject, arrival.Name, [], []), clock);
        changes.Audit(
            SessionSubject.Of(changes.Actor),
            new DomainEvent("session.refused", null, null, reason, new Dictionary<string, string?>
            {
                ["groups"] = string.Join(", ", arrival.Groups.Order(StringComparer.Ordinal).Take(MostGroups)),
            }));
        await changes.CommitAsync(cancellationToken);
    }

    private static string Roles(Actor actor) => string.Join(
        "; ",
        actor.PortalRoles.Select(role => role.ToString()).Concat(actor.Memberships.OrderBy(membership => membership.TeamId)
            .Select(membership => $"{membership.TeamId}: {string.Join(", ", membership.Roles)}")));
}
