using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using Portal.Infrastructure.Data;
using Portal.Testing;
using Portal.Testing.Postgres;

namespace Portal.Infrastructure.Tests.Data;

public sealed class DatabaseProbeTests : IDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);
    private static readonly Exception Failure = new NpgsqlException("broken", new IOException("The other side hung up."));

    private readonly FakeTimeProvider _clock = new();
    private readonly DatabaseAvailability _availability = new();
    private readonly CapturedLog _log = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _log.Dispose();

    [Fact]
    public async Task One_line_tells_that_the_database_went_and_one_that_it_is_back_whatever_fails_meanwhile()
    {
        await using var cluster = new PostgresCluster();
        using var probe = Probe(await cluster.CreateDatabaseAsync());
        await probe.StartAsync(Cancel);
        await cluster.StopAsync();
        Doubt(100);
        await UntilAsync(() => _availability.IsAway, DatabaseProbe.Every / 50);
        Doubt(100);
        await cluster.StartAsync();
        await UntilAsync(() => !_availability.IsAway, DatabaseProbe.Every / 50);
        Doubt(100);
        await probe.StopAsync(Cancel);

        Assert.Equal([LogLevel.Error, LogLevel.Information], _log.Lines.Select(line => line.Level));
        Assert.StartsWith("The database does not answer: ", _log.Lines[0].Text, StringComparison.Ordinal);
        Assert.StartsWith("The database answers again after ", _log.Lines[1].Text, StringComparison.Ordinal);
        Assert.All(_log.Lines, line => Assert.True(line.Exception is null && !line.Text.Contains('\n', StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_connection_that_breaks_while_the_database_answers_is_one_line_and_nobody_is_told_that_it_is_away()
    {
        await using var cluster = new PostgresCluster();
        using var probe = Probe(await cluster.CreateDatabaseAsync());
        var changes = 0;
        _availability.Changed += () => changes++;
        await probe.StartAsync(Cancel);
        Doubt(100);
        await UntilAsync(() => _log.Lines.Count > 0, TimeSpan.Zero);
        await probe.StopAsync(Cancel);

        Assert.Equal(0, changes);
        Assert.Equal("A connection to the database broke: The other side hung up. The database answers", Assert.Single(_log.Lines).Text);
    }

    private DatabaseProbe Probe(string connectionString) =>
        new(_availability, connectionString, _clock, LoggerFactory.Create(logging => logging.AddProvider(_log)).CreateLogger<DatabaseProbe>());

    private void Doubt(int times)
    {
        for (var time = 0; time < times; time++)
        {
            _availability.Doubt(Failure);
        }
    }

    /// <param name="pace">How fast time passes meanwhile.</param>
    private async Task UntilAsync(Func<bool> condition, TimeSpan pace)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        limit.CancelAfter(Timeout);
        while (!condition())
        {
            limit.Token.ThrowIfCancellationRequested();
            _clock.Advance(pace);
            await Task.Yield();
        }
    }
}
