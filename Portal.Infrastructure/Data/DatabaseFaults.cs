using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Portal.Infrastructure.Data;

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
