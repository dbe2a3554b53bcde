using Microsoft.EntityFrameworkCore;
using Portal.Domain.Accounts;
using Portal.Domain.Audit;
using Portal.Infrastructure.Commands;
using Portal.Infrastructure.Data;

namespace Portal.Infrastructure.Security;

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
        await context.Sessions.Where(old => old.Issuer == actor.Issuer && old.Subject == actor.Subject && old.BegunAt < changes.Now - Session.Life)
            .ExecuteDeleteAsync(cancellationToken);
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
