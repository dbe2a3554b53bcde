using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Portal.Domain.Accounts;
using Portal.Infrastructure.Data;
using Portal.Testing;
using Portal.Testing.Worlds;

namespace Portal.Infrastructure.Tests.Data;

public sealed class FaultAwareLoggingTests(PortalCluster cluster) : WorldTest(cluster)
{
    [Fact]
    public async Task Races_that_are_read_again_are_no_errors_in_the_log()
    {
        await using var world = await StartAsync();
        var id = await world.RequestAsync(await world.StoreServiceAsync(Cancel), Cancel);
        using var log = new CapturedLog();
        await using var services = Services(world, log);
        await using (var first = await OpenAsync(services))
        await using (var second = await OpenAsync(services))
        {
            var (mine, theirs) = (
                await first.Connections.SingleAsync(row => row.Id == id, Cancel), await second.Connections.SingleAsync(row => row.Id == id, Cancel));
            theirs.Describe(theirs.Justification, theirs.Tags, "CHG-1");
            await second.SaveChangesAsync(Cancel);
            mine.Describe(mine.Justification, mine.Tags, "CHG-2");
            await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => first.SaveChangesAsync(Cancel));
        }

        await using (var context = await OpenAsync(services))
        {
            context.Teams.Add(new Team(Guid.CreateVersion7(), world.Cast.Storefront.Name, world.Clock.GetUtcNow()));
            Assert.Equal(DatabaseFault.Race, DatabaseFaults.Of(await Assert.ThrowsAsync<DbUpdateException>(() => context.SaveChangesAsync(Cancel))));
        }

        using var cancelled = new CancellationTokenSource();
        await using (var context = await OpenAsync(services))
        {
            var slow = context.Database.ExecuteSqlAsync($"select pg_sleep(60)", cancelled.Token);
            await cancelled.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => slow);
        }

        Assert.Empty(log.Troubles);
    }

    [Fact]
    public async Task A_statement_that_nobody_expects_to_fail_is_told_with_its_trace_and_once()
    {
        await using var world = await StartAsync();
        using var log = new CapturedLog();
        await using var services = Services(world, log);
        await using var context = await OpenAsync(services);

        await Assert.ThrowsAsync<PostgresException>(() => context.Database.ExecuteSqlAsync($"select * from no_such_table", Cancel));

        var line = Assert.Single(log.Troubles);
        Assert.Equal((LogLevel.Error, true), (line.Level, line.Text.Contains("no_such_table", StringComparison.Ordinal)));
        Assert.IsType<PostgresException>(line.Exception);
    }

    [Theory]
    [InlineData("Hangfire.Server.ServerWatchdog")]
    [InlineData("Microsoft.AspNetCore.Components.Server.Circuits.CircuitHost")]
    [InlineData("Portal.Jobs.Schedules.DuePump")]
    public void What_fails_because_the_database_is_away_is_not_told_and_what_fails_for_another_reason_is(string category)
    {
        using var log = new CapturedLog();
        using var services = (ServiceProvider)new ServiceCollection().AddLogging(logging => logging.AddProvider(log)).AddSingleton<DatabaseAvailability>()
            .AddFaultAwareLogging().BuildServiceProvider();
        services.GetRequiredService<DatabaseAvailability>().Set(DateTimeOffset.UnixEpoch);
        var logger = services.GetRequiredService<ILoggerFactory>().CreateLogger(category);
        var defect = new InvalidOperationException("a defect");

        Fail(logger, LogLevel.Error, new NpgsqlException("Failed to connect", new System.Net.Sockets.SocketException(111)));
        Fail(logger, LogLevel.Error, new InvalidOperationException("transient", new NpgsqlException("broken", new IOException())));
        Fail(logger, LogLevel.Error, new BackgroundJobFailure(new NpgsqlException("broken", new IOException())));
        Fail(logger, LogLevel.Error, defect);
        Fail(logger, LogLevel.Critical, new NpgsqlException("broken", new IOException()));

        Assert.Equal(
            [(LogLevel.Error, typeof(InvalidOperationException)), (LogLevel.Critical, typeof(NpgsqlException))],
            log.Lines.Select(line => (line.Level, line.Exception!.GetType())));
        Assert.Same(defect, log.Lines[0].Exception);
    }

    [Fact]
    public async Task Hangfire_that_goes_on_with_a_connection_that_broke_under_it_is_not_told_either()
    {
        using var log = new CapturedLog();
        using var services = (ServiceProvider)new ServiceCollection().AddLogging(logging => logging.AddProvider(log)).AddSingleton<DatabaseAvailability>()
            .AddFaultAwareLogging().BuildServiceProvider();
        await using var closed = new NpgsqlConnection("Host=/nowhere");
        var misuse = Assert.Throws<InvalidOperationException>(() => closed.BeginTransaction());
        var loggers = services.GetRequiredService<ILoggerFactory>();

        Fail(loggers.CreateLogger("Hangfire.PostgreSql.PostgreSqlDistributedLock"), LogLevel.Warning, misuse);
        Fail(loggers.CreateLogger("Portal.Jobs.Reconciling.ReconcileJob"), LogLevel.Error, misuse);

        Assert.Equal("Portal.Jobs.Reconciling.ReconcileJob", Assert.Single(log.Lines).Category);
        Assert.Same(misuse, await services.GetRequiredService<DatabaseAvailability>().NextFailureAsync(Cancel));
    }

    private static void Fail(ILogger logger, LogLevel level, Exception exception) => logger.Log(level, 1, "It failed", exception, static (text, _) => text);

    private static ServiceProvider Services(PortalWorld world, CapturedLog log) => new ServiceCollection()
        .AddLogging(logging => logging.AddProvider(log))
        .AddPortalInfrastructure(world.ConnectionString, world.Installation)
        .AddFaultAwareLogging()
        .BuildServiceProvider();

    /// <summary>As Hangfire wraps what befell it.</summary>
    private sealed class BackgroundJobFailure(Exception inner) : Exception("Background job creation failed.", inner);

    private static Task<PortalDbContext> OpenAsync(ServiceProvider services) =>
        services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync(Cancel);
}
