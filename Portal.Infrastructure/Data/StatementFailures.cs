using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Portal.Infrastructure.Data;

/// <summary>Tells the log of statements that fail, in place of EF Core, which reports races and defects alike.</summary>
internal sealed partial class StatementFailures(
    DatabaseAvailability availability, ILogger<StatementFailures> logger) : IDbCommandInterceptor, IDbConnectionInterceptor
{
    /// <summary>EF Core throws what it reports here: it is told once, by us where nobody expects it, or by whoever catches it.</summary>
    public void Configure(DbContextOptionsBuilder options) => options.AddInterceptors(this).ConfigureWarnings(warnings => warnings.Log(
        (RelationalEventId.CommandError, LogLevel.Debug), (RelationalEventId.ConnectionError, LogLevel.Debug),
        (RelationalEventId.TransactionError, LogLevel.Debug)));

    public void CommandFailed(DbCommand command, CommandErrorEventData eventData) => Tell(eventData.Exception, command.CommandText);

    public Task CommandFailedAsync(DbCommand command, CommandErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        Tell(eventData.Exception, command.CommandText);
        return Task.CompletedTask;
    }

    public void ConnectionFailed(DbConnection connection, ConnectionErrorEventData eventData) => Tell(eventData.Exception, "connecting");

    public Task ConnectionFailedAsync(DbConnection connection, ConnectionErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        Tell(eventData.Exception, "connecting");
        return Task.CompletedTask;
    }

    private void Tell(Exception exception, string statement)
    {
        var fault = DatabaseFaults.Of(exception);
        if (fault == DatabaseFault.Away)
        {
            availability.Doubt(exception);
        }
        else if (fault == DatabaseFault.None && exception is not OperationCanceledException)
        {
            Log.Failed(logger, exception, statement);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "The database refused a statement: {Statement}")]
        public static partial void Failed(ILogger logger, Exception exception, string statement);
    }
}
