using System.Text;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Portal.Domain;
using Portal.Domain.Accounts;
using Portal.Infrastructure.Security;

namespace Portal.Infrastructure.Data;

/// <summary>What a command tells about its effect: enough to find it and to see how far it has come.</summary>
public sealed record Receipt(Guid Id, string Stage, int Version);

/// <summary>A caller's key for one request, and the hash of what was asked for with it.</summary>
public sealed record IdempotencyKey(string Key, byte[] RequestSha256);

/// <summary>Runs a command in a context of its own, once a key, and again when another commit came between or the connection broke before the commit.</summary>
public sealed class CommandRunner(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    private const int Tries = 5;

    /// <summary>How long a key is remembered.</summary>
    public static readonly TimeSpan KeyLife = TimeSpan.FromHours(24);

    /// <exception cref="IdempotencyKeyReusedException">The key belongs to another request.</exception>
    public async Task<Receipt> RunAsync(
        Actor actor, IdempotencyKey? key, Func<PortalDbContext, ChangeSet, Task<Receipt>> change, CancellationToken cancellationToken)
    {
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
            catch (Exception conflict) when (attempt < Tries && IsRace(conflict))
            {
                // Another commit came between reading and writing: read again; the command checks the version it was given.
            }
            catch (Exception broken) when (attempt == 1 && !changes.CommitSent && IsBroken(broken))
            {
                // The database was started anew, and nothing was committed: the other idle connections are as dead as this one.
                NpgsqlConnection.ClearPool((NpgsqlConnection)context.Database.GetDbConnection());
            }
        }
    }

    /// <summary>What the same request was answered before; to be asked for before the input is checked, because what was right then may be wrong by now.</summary>
    /// <returns>None when this is the first time.</returns>
    /// <exception cref="IdempotencyKeyReusedException">The key belongs to another request.</exception>
    public async Task<Receipt?> EarlierAsync(Actor actor, IdempotencyKey? key, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await ReplayAsync(context, actor, key, cancellationToken);
    }

    private static bool IsRace(Exception exception) =>
        exception is DbUpdateConcurrencyException
        || (exception as PostgresException ?? exception.InnerException as PostgresException) is { SqlState: PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.DeadlockDetected };

    private static bool IsBroken(Exception? exception) => exception switch
    {
        null => false,
        PostgresException refused => refused.SqlState is PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow,
        NpgsqlException { InnerException: IOException } => true,
        _ => IsBroken(exception.InnerException),
    };

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
            : row.RequestSha256.AsSpan().SequenceEqual(key.RequestSha256) ? CanonicalJson.Read<Receipt>(Encoding.UTF8.GetBytes(row.Receipt))
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
