using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Portal.Domain.Accounts;
using Portal.Domain.Audit;
using Portal.Infrastructure.Commands;
using Portal.Infrastructure.Data;

namespace Portal.Infrastructure.Security;

/// <summary>Begins and ends sessions, each with its line in the history.</summary>
public sealed class Sessions(IDbContextFactory<PortalDbContext> contexts, IOptions<SessionLifetime> options, TimeProvider clock)
{
    // What is used all the time is written down now and then.
    private static readonly TimeSpan Precision = TimeSpan.FromMinutes(1);

    /// <returns>The session's id, for the browser's cookie.</returns>
    public async Task<Guid> BeginAsync(Actor actor, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var changes = new ChangeSet(context, actor, clock);
        var session = new Session { Id = Guid.CreateVersion7(changes.Now), Issuer = actor.Issuer, Subject = actor.Subject, BegunAt = changes.Now };
        context.Sessions.Add(session);
        changes.Audit(SessionSubject.Of(actor), new DomainEvent("session.sign-in", null, null, null));
        await changes.CommitAsync(cancellationToken);
        var oldest = changes.Now - options.Value.Life;
        await context.Sessions.Where(old => old.Issuer == actor.Issuer && old.Subject == actor.Subject && old.BegunAt < oldest)
            .ExecuteDeleteAsync(cancellationToken);
        return session.Id;
    }

    /// <summary>Somebody has done something with it: it stays alive for another while.</summary>
    public async Task UseAsync(Guid id, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var (recently, over) = (now - Precision, now - options.Value.Idle);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        // What is over already does not come to life again.
        await context.Sessions
            .Where(session => session.Id == id && session.EndedAt == null && (session.UsedAt ?? session.BegunAt) < recently
                && (session.UsedAt ?? session.BegunAt) > over)
            .ExecuteUpdateAsync(session => session.SetProperty(row => row.UsedAt, now), cancellationToken);
    }

    /// <summary>Every window of that browser is signed out by it, at once: those that are open already, too.</summary>
    public async Task EndAsync(Actor actor, Guid id, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var changes = new ChangeSet(context, actor, clock);
        if (await context.Sessions.SingleOrDefaultAsync(session => session.Id == id, cancellationToken) is { EndedAt: null } session)
        {
            session.EndedAt = changes.Now;
            changes.Audit(SessionSubject.Of(actor), new DomainEvent("session.sign-out", null, null, null));
            changes.PublishSession(id);
            await changes.CommitAsync(cancellationToken);
        }
    }
}
