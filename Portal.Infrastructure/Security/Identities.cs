using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Portal.Domain.Accounts;
using Portal.Infrastructure.Data;

namespace Portal.Infrastructure.Security;

/// <summary>Tells who somebody is and what they may do at this moment.</summary>
public sealed class Identities(IDbContextFactory<PortalDbContext> contexts, IOptions<SessionLifetime> sessions, TimeProvider clock)
{
    // What is used all the time is written down now and then.
    private static readonly TimeSpan Precision = TimeSpan.FromMinutes(1);

    /// <returns>The person the token belongs to, as far as it reaches; none when it is unknown, has expired or was revoked.</returns>
    public async Task<TokenHolder?> OfTokenAsync(string token, CancellationToken cancellationToken)
    {
        var hash = ApiToken.Hash(token);
        var now = clock.GetUtcNow();
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var row = await context.ApiTokens.AsNoTracking().SingleOrDefaultAsync(row => row.Sha256 == hash, cancellationToken);
        if (row is null || row.ExpiresAt <= now || row.RevokedAt is not null
            || await OfPersonAsync(context, row.Issuer, row.Subject, cancellationToken) is not { } actor)
        {
            return null;
        }

        if (row.LastUsedAt is not { } last || last < now - Precision)
        {
            await context.ApiTokens.Where(used => used.Id == row.Id)
                .ExecuteUpdateAsync(used => used.SetProperty(one => one.LastUsedAt, now), cancellationToken);
        }

        return new(row.TeamId is { } team ? actor.For(team) : actor, row.Scopes);
    }

    /// <returns>The person with their present roles; none when the portal does not know them, or they are blocked.</returns>
    public async Task<Actor?> OfPersonAsync(string issuer, string subject, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await OfPersonAsync(context, issuer, subject, cancellationToken);
    }

    /// <summary>Whether the person is known, and let in no more.</summary>
    public async Task<bool> IsBlockedAsync(PersonKey person, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.People.AnyAsync(
            row => row.Issuer == person.Issuer && row.Subject == person.Subject && row.BlockedAt != null, cancellationToken);
    }

    /// <returns>The person who signed in; none when the session is over or the portal does not let them in any more.</returns>
    public async Task<Actor?> OfSessionAsync(Guid id, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var (oldest, lastUse) = (now - sessions.Value.Life, now - sessions.Value.Idle);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var session = await context.Sessions.AsNoTracking()
            .SingleOrDefaultAsync(
                session => session.Id == id && session.EndedAt == null && session.BegunAt > oldest && (session.UsedAt ?? session.BegunAt) > lastUse,
                cancellationToken);
        return session is null ? null : await OfPersonAsync(context, session.Issuer, session.Subject, cancellationToken);
    }

    /// <summary>
    /// The roles of a person that only a newer version of the portal knows, as they are stored: this version lets nobody do anything by them.
    /// </summary>
    public async Task<IReadOnlyList<string>> UnknownRolesAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.PortalRoles.Contains(PortalRole.Unknown) && !actor.Memberships.Any(membership => membership.Roles.Contains(TeamRole.Unknown)))
        {
            return [];
        }

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var stored = await context.Database.SqlQuery<string>(
            $"""
            select unnest(portal_roles || group_roles) as "Value" from person where issuer = {actor.Issuer} and subject = {actor.Subject}
            union select unnest(roles || group_roles) from membership where issuer = {actor.Issuer} and subject = {actor.Subject}
            """).ToListAsync(cancellationToken);
        return [.. stored.Except([.. Enum.GetNames<PortalRole>(), .. Enum.GetNames<TeamRole>()]).Order(StringComparer.Ordinal)];
    }

    internal static async Task<Actor?> OfPersonAsync(PortalDbContext context, string issuer, string subject, CancellationToken cancellationToken)
    {
        var person = await context.People.AsNoTracking()
            .SingleOrDefaultAsync(person => person.Issuer == issuer && person.Subject == subject, cancellationToken);
        if (person is not { BlockedAt: null })
        {
            return null;
        }

        var memberships = await context.Memberships.AsNoTracking().Where(membership => membership.Issuer == issuer && membership.Subject == subject)
            .ToListAsync(cancellationToken);
        return new(
            issuer, subject, person.Name,
            [.. memberships.Select(membership => new Membership(membership.TeamId, [.. membership.Roles.Union(membership.GroupRoles)]))],
            [.. person.PortalRoles.Union(person.GroupRoles)]);
    }
}
