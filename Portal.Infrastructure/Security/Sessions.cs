using Microsoft.EntityFrameworkCore;
using Portal.Domain.Accounts;
using Portal.Domain.Audit;
using Portal.Infrastructure.Data;

namespace Portal.Infrastructure.Security;

/// <summary>One sign-in in one browser: over when the person signs out there, or by itself after eight hours.</summary>
public sealed class Session
{
    public static readonly TimeSpan Life = TimeSpan.FromHours(8);

    public required Guid Id { get; init; }

    public required string Issuer { get; init; }

    public required string Subject { get; init; }

    public required DateTimeOffset BegunAt { get; init; }

    public DateTimeOffset? EndedAt { get; set; }
}

/// <summary>Begins and ends sessions, each with its line in the history.</summary>
public sealed class Sessions(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    /// <returns>The session's id, for the browser's cookie.</returns>
    public async Task<Guid> BeginAsync(Actor actor, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var changes = new ChangeSet(context, actor, clock);
        var session = new Session { Id = Guid.CreateVersion7(changes.Now), Issuer = actor.Issuer, Subject = actor.Subject, BegunAt = changes.Now };
        context.Sessions.Add(session);
        Tell(changes, actor, "session.sign-in");
        await changes.CommitAsync(cancellationToken);
        await context.Sessions.Where(old => old.Issuer == actor.Issuer && old.Subject == actor.Subject && old.BegunAt < changes.Now - Session.Life).ExecuteDeleteAsync(cancellationToken);
        return session.Id;
    }

    /// <summary>Every window of that browser is signed out by it: those that are open already, too.</summary>
    public async Task EndAsync(Actor actor, Guid id, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var changes = new ChangeSet(context, actor, clock);
        if (await context.Sessions.SingleOrDefaultAsync(session => session.Id == id, cancellationToken) is { EndedAt: null } session)
        {
            session.EndedAt = changes.Now;
            Tell(changes, actor, "session.sign-out");
            await changes.CommitAsync(cancellationToken);
        }
    }

    private static void Tell(ChangeSet changes, Actor actor, string action) =>
        changes.Audit(new Subject(SubjectKind.Session, $"{actor.Issuer}/{actor.Subject}", [.. actor.TeamIds]), new DomainEvent(action, null, null, null));
}
