using Npgsql;
using Portal.Testing.Postgres;

namespace Portal.Infrastructure.Tests.EmbeddedPostgres;

public sealed class PostgresClusterTests(PostgresClusterTests.CountedCluster cluster) : IClassFixture<PostgresClusterTests.CountedCluster>
{
    [Fact]
    public async Task Every_database_is_a_copy_of_its_own_of_a_template_that_is_prepared_once()
    {
        var databases = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => cluster.CreateDatabaseAsync()));
        await ExecuteAsync(databases[0], "insert into prepared values (2)");

        Assert.Equal(1, cluster.Prepared);
        Assert.Equal(4, databases.Distinct().Count());
        Assert.Equal(2L, await ExecuteAsync(databases[0], "select count(*) from prepared"));
        Assert.Equal(1L, await ExecuteAsync(databases[1], "select count(*) from prepared"));
    }

    [Fact]
    public async Task Cutting_the_connections_of_one_database_leaves_the_others_alone()
    {
        var cut = await cluster.CreateDatabaseAsync();
        var kept = await cluster.CreateDatabaseAsync();
        await using var cutConnection = await OpenAsync(cut);
        await using var keptConnection = await OpenAsync(kept);

        await cluster.CutConnectionsAsync(cut);

        await Assert.ThrowsAnyAsync<NpgsqlException>(() => SelectAsync(cutConnection));
        Assert.Equal(1, await SelectAsync(keptConnection));
        Assert.Equal(1L, await ExecuteAsync(cut, "select count(*) from prepared"));
    }

    [Fact]
    public async Task A_stopped_server_comes_back_at_the_same_address_with_its_rows()
    {
        var database = await cluster.CreateDatabaseAsync();

        await cluster.StopAsync();
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => ExecuteAsync(database, "select 1"));
        await cluster.StartAsync();

        Assert.Equal(1L, await ExecuteAsync(database, "select count(*) from prepared"));
    }

    private static async Task<NpgsqlConnection> OpenAsync(string connectionString)
    {
        var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        return connection;
    }

    private static async Task<object?> SelectAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand("select 1", connection);
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<object?> ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = await OpenAsync(connectionString + ";Pooling=false");
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }

    public sealed class CountedCluster : PostgresCluster
    {
        public int Prepared { get; private set; }

        protected override Task PrepareTemplateAsync(string connectionString)
        {
            Prepared++;
            return ExecuteAsync(connectionString, "create table prepared as select 1 as answer");
        }
    }
}
