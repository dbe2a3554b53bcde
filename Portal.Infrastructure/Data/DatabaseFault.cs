using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Portal.Infrastructure.Data;

/// <summary>What kind of failure of the database something is, however it is wrapped.</summary>
public enum DatabaseFault
{
    /// <summary>None that is expected: a defect, or nothing of the database.</summary>
    None,

    /// <summary>Another commit came between: read again and decide anew.</summary>
    Race,

    /// <summary>Somebody else holds what is needed, or it takes too long: nothing was done.</summary>
    Busy,

    /// <summary>The connection is gone, or there is none to be had.</summary>
    Away,
}

/// <summary>Tells expected failures of the database from defects.</summary>
public static class DatabaseFaults
{
    private const string ConnectionException = "08";
    private const string IdleInTransactionTimeout = "25P03";
    private const string TransactionTimeout = "25P04";
    private const string IdleSessionTimeout = "57P05";

    public static DatabaseFault Of(Exception? exception) => exception switch
    {
        null => DatabaseFault.None,
        DbUpdateConcurrencyException => DatabaseFault.Race,
        PortalBusyException => DatabaseFault.Busy,
        OutcomeUnknownException or DatabaseAwayException => DatabaseFault.Away,
        PostgresException refused => OfState(refused.SqlState),
        // No connection, a broken one, no answer in time, or none free in the pool.
        NpgsqlException { IsTransient: true } => DatabaseFault.Away,
        _ => Of(exception.InnerException),
    };

    /// <summary>The cause in one line.</summary>
    public static string Cause(Exception exception)
    {
        var innermost = exception;
        while (innermost.InnerException is { } inner)
        {
            innermost = inner;
        }

        var text = (innermost as PostgresException)?.MessageText ?? innermost.Message;
        return text.ReplaceLineEndings(" ").TrimEnd('.');
    }

    private static DatabaseFault OfState(string state) => state switch
    {
        PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure => DatabaseFault.Race,
        PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.QueryCanceled => DatabaseFault.Busy,
        PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.TooManyConnections
            or IdleInTransactionTimeout or TransactionTimeout or IdleSessionTimeout => DatabaseFault.Away,
        _ => state.StartsWith(ConnectionException, StringComparison.Ordinal) ? DatabaseFault.Away : DatabaseFault.None,
    };

}

/// <summary>Somebody else holds what was to be changed; nothing was done, and the next try may find it free.</summary>
public sealed class PortalBusyException(Exception inner) : Exception("The portal is busy with this. Nothing was changed; try again in a few seconds.", inner)
{
    /// <summary>How long whoever is told so should wait.</summary>
    public static readonly TimeSpan TryAgainAfter = TimeSpan.FromSeconds(5);
}

/// <summary>The database went away before anything was committed.</summary>
public sealed class DatabaseAwayException(Exception inner) : Exception("The portal's database does not answer. Nothing was changed; try again in a few seconds.", inner);

/// <summary>The connection broke while the change was being committed, so that nobody knows whether it was.</summary>
public sealed class OutcomeUnknownException(bool hasKey, Exception inner) : Exception(
    "The portal's database went away while this was being stored: it may have been done. "
    + (hasKey ? "Look before you repeat it, or repeat it with the same Idempotency-Key." : "Look before you repeat it."), inner);
