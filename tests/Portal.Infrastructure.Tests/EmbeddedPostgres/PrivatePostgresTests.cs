using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Portal.Infrastructure.EmbeddedPostgres;
using Portal.Testing;

namespace Portal.Infrastructure.Tests.EmbeddedPostgres;

public sealed class PrivatePostgresTests(StoppedCluster cluster) : IClassFixture<StoppedCluster>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        foreach (var record in Directory.EnumerateFiles(_folder.Path, "socket-folder", SearchOption.AllDirectories))
        {
            Directory.Delete(File.ReadAllText(record));
        }

        _folder.Dispose();
    }

    [Fact]
    public async Task Stopping_leaves_no_process_behind_and_stopping_twice_does_no_harm()
    {
        var postgres = await cluster.StartAsync(Cancelled);

        await postgres.DisposeAsync();
        await postgres.DisposeAsync();

        await OwnerProcess.UntilNoServerRunsAsync(cluster.Data, Cancelled);
        Assert.False(File.Exists(Path.Combine(cluster.Data, "postmaster.pid")));
    }

    [Theory]
    [InlineData(true, "on")]
    [InlineData(false, "off")]
    public async Task Only_a_durable_server_waits_for_the_disk(bool durable, string expected)
    {
        await using var postgres = await PrivatePostgres.StartAsync(
            new PrivatePostgresOptions { Folder = cluster.Folder, Durable = durable }, NullLogger.Instance, Cancelled);

        Assert.Equal(expected, await ExecuteAsync(postgres.ConnectionStringFor("postgres"), "show fsync"));
        Assert.Equal(expected, await ExecuteAsync(postgres.ConnectionStringFor("postgres"), "show full_page_writes"));
        Assert.Equal(expected, await ExecuteAsync(postgres.ConnectionStringFor("postgres"), "show synchronous_commit"));
    }

    [Fact]
    public async Task The_server_listens_on_no_port_and_its_socket_is_closed_to_other_users()
    {
        await using var postgres = await cluster.StartAsync(Cancelled);

        Assert.Equal("", await ExecuteAsync(postgres.ConnectionStringFor("postgres"), "show listen_addresses"));
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute,
            new DirectoryInfo(Path.Combine(cluster.Folder, "run")).UnixFileMode);
    }

    [Theory]
    [InlineData("a folder, with 'quotes' and \"more\"")]
    [InlineData("a-folder-whose-path-is-far-too-long-for-the-address-of-a-unix-socket-which-holds-only-some-hundred-characters-of-it")]
    public async Task A_new_folder_of_any_name_becomes_a_server_and_keeps_its_rows(string name)
    {
        await using (var first = await StartAsync(name))
        {
            await first.CreateDatabaseIfMissingAsync("portal", Cancelled);
            await first.CreateDatabaseIfMissingAsync("portal", Cancelled);
            await ExecuteAsync(first.ConnectionStringFor("portal"), "create table kept as select 7 as answer");
        }

        await using var second = await StartAsync(name);

        Assert.Equal(7, await ExecuteAsync(second.ConnectionStringFor("portal"), "select answer from kept"));
    }

    [Fact]
    public async Task A_folder_behind_a_symbolic_link_will_do()
    {
        Directory.CreateSymbolicLink(_folder["link"], cluster.Folder);
        await using var postgres = await StartAsync("link");

        Assert.Equal(1, await ExecuteAsync(postgres.ConnectionStringFor("postgres"), "select 1"));
        Assert.NotEmpty(ServerProcesses.In(cluster.Data));
    }

    [Fact]
    public async Task A_start_that_is_cancelled_while_the_server_comes_up_leaves_none_running()
    {
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        using var watcher = new FileSystemWatcher(cluster.Folder, "server.log");
        watcher.Created += (_, _) => cancellation.Cancel();
        watcher.EnableRaisingEvents = true;
        var starting = cluster.StartAsync(cancellation.Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await (await starting).DisposeAsync());
        Assert.Empty(ServerProcesses.In(cluster.Data));
    }

    private Task<PrivatePostgres> StartAsync(string name) => PrivatePostgres.StartAsync(
        new PrivatePostgresOptions { Folder = _folder[name], Durable = false }, NullLogger.Instance, Cancelled);

    private static async Task<object?> ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync(Cancelled);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(Cancelled);
    }
}
