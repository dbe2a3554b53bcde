using System.Text;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Portal.Domain;
using Portal.Domain.Accounts;
using Portal.Infrastructure.Data;

namespace Portal.Infrastructure.Commands;

/// <summary>
/// Runs a command in a context of its own, once a key, and again when another commit came between, somebody held a row, or the connection broke.
/// </summary>
public sealed class CommandRunner(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    private const int Tries = 5;

    // Each waits for the lock first: a person is told within seconds.
    private const int TriesForALock = 3;
    private static readonly TimeSpan LongestWait = TriesForALock * SessionLimits.LockWait;

    /// <summary>How long a key is remembered.</summary>
    public static readonly TimeSpan KeyLife = TimeSpan.FromHours(24);

    /// <exception cref="IdempotencyKeyReusedException">The key belongs to another request.</exception>
    /// <exception cref="PortalBusyException">Somebody holds a row that it needs; nothing was done.</exception>
    /// <exception cref="DatabaseAwayException">There is no connection, or it broke before the commit; nothing was done.</exception>
    /// <exception cref="OutcomeUnknownException">The connection broke in the commit; it may have been done.</exception>
    public async Task<Receipt> RunAsync(
        Actor actor, IdempotencyKey? key, Func<PortalDbContext, ChangeSet, Task<Receipt>> change, CancellationToken cancellationToken)
    {
        var (begun, mayBeDone) = (clock.GetTimestamp(), false);
        for (var attempt = 1; ; attempt++)
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            var changes = new ChangeSet(context, actor, clock);
            try
            {
                if (await ReplayAsync(context, actor, key, cancellationToken) is { } earlier)
                {
                    return earlier;
                }

                var receipt = await change(context, changes);
                Remember(context, actor, key, receipt);
                await changes.CommitAsync(cancellationToken);
                return receipt;
            }
            catch (Exception failed) when (DatabaseFaults.Of(failed) is var fault and not DatabaseFault.None)
            {
                mayBeDone |= fault == DatabaseFault.Away && changes.CommitSent;
                // What may have been done is repeated only with a key: then it is done once.
                if ((!mayBeDone || key is not null) && MayRepeat(fault, failed, attempt, begun))
                {
                    ForgetBroken(context, fault);
                    continue;
                }

                if (mayBeDone)
                {
                    throw new OutcomeUnknownException(key is not null, failed);
                }

                switch (fault)
                {
                    case DatabaseFault.Busy:
                        throw new PortalBusyException(failed);
                    case DatabaseFault.Away:
                        throw new DatabaseAwayException(failed);
                    default:
                        throw;
                }
            }
        }
    }

    /// <summary>
    /// What the same request was answered before; to be asked for before the input is checked, because what was right then may be wrong by now.
    /// </summary>
    /// <returns>None when this is the first time.</returns>
    /// <exception cref="IdempotencyKeyReusedException">The key belongs to another request.</exception>
    public async Task<Receipt?> EarlierAsync(Actor actor, IdempotencyKey? key, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await ReplayAsync(context, actor, key, cancellationToken);
    }

    private bool MayRepeat(DatabaseFault fault, Exception failed, int attempt, long begun) => fault switch
    {
        // Read again: the command checks the version it was given.
        DatabaseFault.Race => attempt < Tries,
        DatabaseFault.Busy => attempt < TriesForALock && clock.GetElapsedTime(begun) < LongestWait,
        // Once, for a database that was started anew; not for one that keeps people waiting.
        _ => attempt == 1 && !IsTimeout(failed),
    };

    private static bool IsTimeout(Exception? exception) => exception is not null && (exception is TimeoutException || IsTimeout(exception.InnerException));

    /// <summary>The other idle connections are as dead as the one that broke.</summary>
    private static void ForgetBroken(PortalDbContext context, DatabaseFault fault)
    {
        if (fault == DatabaseFault.Away)
        {
            NpgsqlConnection.ClearPool((NpgsqlConnection)context.Database.GetDbConnection());
        }
    }

    private async Task<Receipt?> ReplayAsync(PortalDbContext context, Actor actor, IdempotencyKey? key, CancellationToken cancellationToken)
    {
        if (key is null)
        {
            return null;
        }

        var oldest = clock.GetUtcNow() - KeyLife;
        var row = await context.IdempotencyRows.SingleOrDefaultAsync(
            row => row.ActorIssuer == actor.Issuer && row.ActorSubject == actor.Subject && row.Key == key.Key, cancellationToken);
        if (row is not null && row.CreatedAt < oldest)
        {
            context.Remove(row);
            await context.SaveChangesAsync(cancellationToken);
            return null;
        }

        return row is null ? null
            : row.RequestSha256.AsSpan()
                .SequenceEqual(key.RequestSha256) ? CanonicalJson.TryRead<Receipt>(Encoding.UTF8.GetBytes(row.Receipt)) ?? throw new UnreadableException(
                    "the request with this Idempotency-Key", "answer")
            : throw new IdempotencyKeyReusedException();
    }

    private void Remember(PortalDbContext context, Actor actor, IdempotencyKey? key, Receipt receipt)
    {
        if (key is not null)
        {
            context.IdempotencyRows.Add(new IdempotencyRow
            {
                ActorIssuer = actor.Issuer,
                ActorSubject = actor.Subject,
                Key = key.Key,
                RequestSha256 = key.RequestSha256,
                Receipt = Encoding.UTF8.GetString(CanonicalJson.Bytes(receipt)),
                CreatedAt = clock.GetUtcNow(),
            });
        }
    }
}
