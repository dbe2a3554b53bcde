using System.Diagnostics;
using Npgsql;
using Portal.Infrastructure.EmbeddedPostgres;
using Portal.Testing;

namespace Portal.Infrastructure.Tests.EmbeddedPostgres;

public sealed class LeftoverServerTests(StoppedCluster cluster) : IClassFixture<StoppedCluster>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private string Folder => cluster.Folder;

    private string Data => cluster.Data;

    private string PidFile => Path.Combine(Data, "postmaster.pid");

    [Fact]
    public async Task A_killed_owner_takes_its_server_with_it()
    {
        using var owner = await OwnerProcess.StartAsync(Folder, Cancelled);
        Assert.NotEmpty(ServerProcesses.In(Data));

        await owner.KillAsync(Cancelled);

        await OwnerProcess.UntilNoServerRunsAsync(Data, Cancelled);
        Assert.False(File.Exists(PidFile), "the server should have been stopped in order, not killed");
    }

    [Fact]
    public async Task What_was_committed_before_the_owner_was_killed_is_there_at_the_next_start()
    {
        using var owner = await OwnerProcess.StartAsync(Folder, Cancelled);
        await ExecuteAsync(owner.ConnectionString, "create table kept_when_killed as select 7 as answer");
        await owner.KillAsync(Cancelled);

        await using var postgres = await StartAsync();

        Assert.Equal(7, await ExecuteAsync(postgres.ConnectionStringFor("postgres"), "select answer from kept_when_killed"));
    }

    [Fact]
    public async Task A_server_that_was_left_running_is_stopped_and_started_afresh()
    {
        using var owner = await OwnerProcess.StartAsync(Folder, Cancelled);
        await ExecuteAsync(owner.ConnectionString, "create table kept_when_left as select 7 as answer");
        var left = PidOfServer();
        owner.KillWatchdog();
        await owner.KillAsync(Cancelled);
        Assert.Contains(left, ServerProcesses.In(Data));

        await using var postgres = await StartAsync();

        Assert.NotEqual(left, PidOfServer());
        Assert.Equal(7, await ExecuteAsync(postgres.ConnectionStringFor("postgres"), "select answer from kept_when_left"));
    }

    [Fact]
    public async Task Owner_and_server_killed_together_start_again_with_every_row()
    {
        for (var round = 1; round <= 3; round++)
        {
            using var owner = await OwnerProcess.StartAsync(Folder, Cancelled);
            await ExecuteAsync(owner.ConnectionString, $"create table kept_in_round_{round} as select 7 as answer");
            owner.KillWatchdog();
            using (var server = Process.GetProcessById(PidOfServer()))
            {
                server.Kill();
            }

            await owner.KillAsync(Cancelled);
        }

        await using var postgres = await StartAsync();

        Assert.Equal(3L, await ExecuteAsync(
            postgres.ConnectionStringFor("postgres"), "select count(*) from pg_tables where tablename like 'kept_in_round%'"));
    }

    [Fact]
    public async Task A_zombie_in_the_pid_file_is_not_taken_for_a_running_server()
    {
        // The shell's child ends at once and is never waited for, because the shell became `sleep`.
        using var parent = ServerAccount.ForThisProcess().Start("/bin/sh", ["-c", "true & echo $!; exec sleep 60"], "/");
        var zombie = await parent.StandardOutput.ReadLineAsync(Cancelled);
        await WritePidFileAsync(zombie!);

        await using (var postgres = await StartAsync())
        {
            Assert.Equal(1, await ExecuteAsync(postgres.ConnectionStringFor("postgres"), "select 1"));
        }

        parent.Kill();
    }

    [Fact]
    public async Task A_process_id_that_went_to_another_program_is_not_taken_for_a_running_server()
    {
        using var stranger = ServerAccount.ForThisProcess().Start("sleep", ["60"], "/");
        await WritePidFileAsync($"{stranger.Id}");

        await using (var postgres = await StartAsync())
        {
            Assert.Equal(1, await ExecuteAsync(postgres.ConnectionStringFor("postgres"), "select 1"));
        }

        Assert.False(stranger.HasExited, "the other program must be left alone");
        stranger.Kill();
    }

    [Fact]
    public async Task What_was_left_of_making_a_cluster_is_cleared_away()
    {
        Directory.CreateDirectory(Path.Combine(Folder, "data.new", "base"));

        await using var postgres = await StartAsync();

        Assert.Equal(1, await ExecuteAsync(postgres.ConnectionStringFor("postgres"), "select 1"));
        Assert.False(Directory.Exists(Path.Combine(Folder, "data.new")));
    }

    [Fact]
    public async Task Deleting_a_folder_ends_the_server_that_was_left_running_on_it()
    {
        using var temporary = new TemporaryFolder();
        using var owner = await OwnerProcess.StartAsync(temporary["pg"], Cancelled);
        await Assert.ThrowsAsync<PrivatePostgresException>(() => PrivatePostgresFolder.DeleteAsync(temporary["pg"], Cancelled));
        owner.KillWatchdog();
        await owner.KillAsync(Cancelled);

        await PrivatePostgresFolder.DeleteAsync(temporary["pg"], Cancelled);
        await PrivatePostgresFolder.DeleteAsync(temporary["pg"], Cancelled);

        Assert.Empty(ServerProcesses.In(temporary["pg", "data"]));
        Assert.False(Directory.Exists(temporary["pg"]));
    }

    private int PidOfServer() => int.Parse(File.ReadLines(PidFile).First());

    private Task WritePidFileAsync(string pid) => File.WriteAllTextAsync(
        PidFile, $"{pid}\n{Data}\n1700000000\n5432\n{Folder}/run\n\n  1 1\nready\n", Cancelled);

    private Task<PrivatePostgres> StartAsync() => cluster.StartAsync(Cancelled);

    private static async Task<object?> ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync(Cancelled);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(Cancelled);
    }
}
