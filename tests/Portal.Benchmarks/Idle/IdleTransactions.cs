using Hangfire;
using Hangfire.PostgreSql;
using Hangfire.PostgreSql.Factories;
using Npgsql;
using Portal.Benchmarks.Findings;
using Portal.Testing.Worlds;

namespace Portal.Benchmarks.Idle;

/// <summary>
/// What an installation in which nothing is due asks of its database, against Hangfire that polls every second with as many workers and does nothing else.
/// </summary>
internal static class IdleTransactions
{
    private const int Workers = 20;


    public static async Task<IReadOnlyList<Finding>> RunAsync(Sizes sizes)
    {
        await using var cluster = new PortalCluster();
        var (ours, polling) = (Wide(await cluster.CreateDatabaseAsync()), Wide(await cluster.CreateDatabaseAsync()));
        await ExecuteAsync(ours, "alter system set shared_preload_libraries = 'pg_stat_statements'");
        NpgsqlConnection.ClearAllPools();
        await cluster.StopAsync();
        await cluster.StartAsync();
        var outside = new NpgsqlConnectionStringBuilder(ours) { Database = "postgres" }.ConnectionString;
        await ExecuteAsync(outside, "create extension pg_stat_statements");

        await using var source = NpgsqlDataSource.Create(outside);
        await using var installation = await Installation.StartAsync(ours, Workers);
        var options = new PostgreSqlStorageOptions { QueuePollInterval = TimeSpan.FromSeconds(1) };
        using var hangfire = new BackgroundJobServer(
            new BackgroundJobServerOptions { WorkerCount = Workers }, new PostgreSqlStorage(new NpgsqlConnectionFactory(polling, options), options));
        return await MeasureAsync(new(source), new NpgsqlConnectionStringBuilder(polling).Database!, new NpgsqlConnectionStringBuilder(ours).Database!, sizes);
    }

    /// <summary>Both at the same time: they count, they do not hurry.</summary>
    private static async Task<IReadOnlyList<Finding>> MeasureAsync(TransactionCounter counter, string polling, string ours, Sizes sizes)
    {
        await Task.Delay(TransactionCounter.Lag);
        await counter.ResetAsync();
        var (baselines, others) = (new List<double>(), new List<double>());
        // In each everything has come round that does so every minute, in all of them nearly everything.
        var (windows, length) = (sizes.Of(3, 1), TimeSpan.FromSeconds(sizes.Of(80, 60)));
        for (var window = 0; window < windows; window++)
        {
            var (pollingBefore, oursBefore) = (await counter.CountAsync(polling), await counter.CountAsync(ours));
            await Task.Delay(length);
            baselines.Add((await counter.CountAsync(polling) - pollingBefore) / length.TotalSeconds);
            others.Add((await counter.CountAsync(ours) - oursBefore) / length.TotalSeconds);
        }

        var seconds = length.TotalSeconds * windows;
        return
        [
            new Contrast($"transactions a second of an idle installation with {Workers} workers", "/s", baselines, others, Bound.AtMost(1 / 20.0)),
            .. (await counter.StatementsAsync(ours))
            .Select(statement => new Note(FormattableString.Invariant($"{statement.Calls / seconds,8:0.000} /s"), statement.Query)),
        ];
    }

    private static string Wide(string connectionString) => new NpgsqlConnectionStringBuilder(connectionString) { MaxPoolSize = 100 }.ConnectionString;

    private static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
