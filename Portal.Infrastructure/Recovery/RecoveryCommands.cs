using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Domain.Accounts;
using Portal.Domain.Audit;
using Portal.Infrastructure.Commands;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Provisioning;

namespace Portal.Infrastructure.Recovery;

/// <summary>Lets the portal only observe, and go on again.</summary>
public sealed class RecoveryCommands(CommandRunner runner, RecoveryGate gate, InstallationId installation)
{
    private static readonly Actor Watch = Actor.System("recovery");

    /// <summary>Nothing is changed in AWS from now on; where that is so already, nothing happens.</summary>
    /// <param name="cause">What was noticed, in a sentence.</param>
    public async Task BeginAsync(string cause, CancellationToken cancellationToken)
    {
        await runner.RunAsync(Watch, null, async (context, changes) =>
        {
            if (!await context.Recoveries.AnyAsync(recovery => recovery.EndedAt == null, cancellationToken))
            {
                // By the database's clock: what was made in AWS before may have been lost with the database, what comes later was not.
                var now = await WorkTable.NowAsync(context, cancellationToken);
                context.Recoveries.Add(new RecoveryRow { Id = Guid.CreateVersion7(now), BeganAt = now, Cause = cause });
                Tell(changes, new("recovery.begin", "changing", "observing", cause));
            }

            return Done("observing");
        }, cancellationToken);
        await gate.AskAnewAsync(cancellationToken);
    }

    /// <summary>The portal goes on: what waited for it is due at once.</summary>
    /// <exception cref="AccessRefusedException">Only network admins confirm that.</exception>
    public async Task EndAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.IsNetworkAdmin)
        {
            throw new AccessRefusedException("Only network admins confirm that the portal may change things in AWS again.");
        }

        await runner.RunAsync(actor, null, async (context, changes) =>
        {
            if (await context.Recoveries.SingleOrDefaultAsync(recovery => recovery.EndedAt == null, cancellationToken) is { } open)
            {
                open.EndedAt = await WorkTable.NowAsync(context, cancellationToken);
                await WorkTable.WakeBlockedAsync(context, cancellationToken);
                Tell(changes, new("recovery.end", "observing", "changing", open.Cause));
            }

            return Done("changing");
        }, cancellationToken);
        await gate.AskAnewAsync(cancellationToken);
    }

    private Receipt Done(string state) => new(installation.Value, state, 0);

    private void Tell(ChangeSet changes, DomainEvent happened)
    {
        changes.Audit(new(SubjectKind.Installation, installation.Value.ToString(), []), happened);
        changes.Publish(SubjectKind.Installation, installation.Value, 0);
    }
}
