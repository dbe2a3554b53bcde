using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Portal.Infrastructure.Data;

/// <summary>Asks the database itself when somebody has failed at it, and says in one line each when it goes and when it is back.</summary>
internal sealed partial class DatabaseProbe : BackgroundService
{
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    // Connections that died with the database are found one after the other when they are used again; they need no line of their own.
    private static readonly TimeSpan Stragglers = TimeSpan.FromSeconds(30);
    private const int TimeoutSeconds = 2;

    private readonly DatabaseAvailability _availability;
    private readonly TimeProvider _clock;
    private readonly ILogger<DatabaseProbe> _logger;
    private readonly string _connectionString;
    private long? _said;

    public DatabaseProbe(DatabaseAvailability availability, string connectionString, TimeProvider clock, ILogger<DatabaseProbe> logger)
    {
        (_availability, _clock, _logger) = (availability, clock, logger);
        _connectionString =
            new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, Timeout = TimeoutSeconds, CommandTimeout = TimeoutSeconds }.ConnectionString;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                var failure = await _availability.NextFailureAsync(stoppingToken);
                if (await AskAsync(stoppingToken) is { } cause)
                {
                    await WaitForReturnAsync(cause, stoppingToken);
                }
                else if (_said is not { } at || _clock.GetElapsedTime(at) > Stragglers)
                {
                    Log.Broke(_logger, DatabaseFaults.Cause(failure));
                    _said = _clock.GetTimestamp();
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private async Task WaitForReturnAsync(Exception cause, CancellationToken cancellationToken)
    {
        var went = _clock.GetTimestamp();
        _availability.Set(_clock.GetUtcNow());
        Log.Away(_logger, DatabaseFaults.Cause(cause));
        do
        {
            await Task.Delay(Every, _clock, cancellationToken);
        }
        while (await AskAsync(cancellationToken) is not null);

        _availability.Set(null);
        _said = _clock.GetTimestamp();
        Log.Back(_logger, Math.Round(_clock.GetElapsedTime(went).TotalSeconds, 1));
    }

    /// <returns>Why it does not answer; none when it does.</returns>
    private async Task<Exception?> AskAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = new NpgsqlConnection(_connectionString);
            await connection.OpenAsync(cancellationToken);
            await using var question = new NpgsqlCommand("select 1", connection);
            await question.ExecuteScalarAsync(cancellationToken);
            return null;
        }
        catch (Exception failed) when (!cancellationToken.IsCancellationRequested)
        {
            // Whatever keeps it from answering, nobody else gets an answer either.
            return failed;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(
            1, LogLevel.Error,
            "The database does not answer: {Cause}. Nothing is lost; it is asked every second, and what fails meanwhile is not told one by one")]
        public static partial void Away(ILogger logger, string cause);

        [LoggerMessage(2, LogLevel.Information, "The database answers again after {Seconds} s")]
        public static partial void Back(ILogger logger, double seconds);

        [LoggerMessage(3, LogLevel.Warning, "A connection to the database broke: {Cause}. The database answers")]
        public static partial void Broke(ILogger logger, string cause);
    }
}
