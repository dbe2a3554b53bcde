using Microsoft.Extensions.Logging.Abstractions;
using Portal.Infrastructure.EmbeddedPostgres;
using Portal.Testing;

namespace Portal.Infrastructure.Tests.EmbeddedPostgres;

public sealed class RefusalTests(StoppedCluster cluster) : IClassFixture<StoppedCluster>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_second_owner_is_told_who_the_first_one_is()
    {
        using var owner = await OwnerProcess.StartAsync(cluster.Folder, Cancelled);

        var problem = await Assert.ThrowsAsync<PrivatePostgresException>(() => cluster.StartAsync(Cancelled));

        Assert.Contains($"(process {owner.Id})", problem.Message);
        Assert.Contains("--data", problem.Message);
    }

    [Fact]
    public async Task A_cluster_of_another_major_version_is_refused_by_name_and_left_as_it_is()
    {
        Directory.CreateDirectory(_folder["pg", "data"]);
        File.WriteAllText(_folder["pg", "data", "PG_VERSION"], "12\n");

        var problem = await Assert.ThrowsAsync<PrivatePostgresException>(() => StartAsync(_folder["pg"]));

        Assert.Contains("made by PostgreSQL 12", problem.Message);
        Assert.Contains("nothing was changed", problem.Message);
        Assert.Equal("12\n", File.ReadAllText(_folder["pg", "data", "PG_VERSION"]));
    }

    [Fact]
    public async Task A_data_folder_that_is_not_a_cluster_is_refused()
    {
        Directory.CreateDirectory(_folder["pg", "data"]);

        var problem = await Assert.ThrowsAsync<PrivatePostgresException>(() => StartAsync(_folder["pg"]));

        Assert.Contains("is not a PostgreSQL data folder", problem.Message);
    }

    [Fact]
    public async Task A_server_that_does_not_come_up_shows_the_end_of_its_log()
    {
        var control = Path.Combine(cluster.Data, "global", "pg_control");
        File.Move(control, control + ".away");

        var problem = await Assert.ThrowsAsync<PrivatePostgresException>(() => cluster.StartAsync(Cancelled));

        File.Move(control + ".away", control);
        Assert.Contains("PostgreSQL did not start", problem.Message);
        Assert.Contains("could not open file", problem.Message);
        await OwnerProcess.UntilNoServerRunsAsync(cluster.Data, Cancelled);
    }

    [Fact]
    public async Task A_failed_start_frees_the_folder_for_the_next_one()
    {
        var version = Path.Combine(cluster.Data, "PG_VERSION");
        File.Move(version, version + ".away");
        await Assert.ThrowsAsync<PrivatePostgresException>(() => cluster.StartAsync(Cancelled));
        File.Move(version + ".away", version);

        await (await cluster.StartAsync(Cancelled)).DisposeAsync();
    }

    [Fact]
    public async Task A_folder_that_the_servers_user_cannot_reach_is_named_with_its_closed_parent()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "PostgreSQL runs as another user only where the portal is root");
        var closed = Directory.CreateDirectory(_folder["closed"], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        var problem = await Assert.ThrowsAsync<PrivatePostgresException>(() => StartAsync(_folder["closed", "pg"]));

        Assert.Contains($"because {closed.FullName} is closed to others", problem.Message);
    }

    [Fact]
    public async Task A_file_in_the_place_of_the_folder_is_said_in_words()
    {
        File.WriteAllText(_folder["pg"], "");

        var problem = await Assert.ThrowsAsync<PrivatePostgresException>(() => StartAsync(_folder["pg"]));

        Assert.Contains($"{_folder["pg"]} cannot be used", problem.Message);
    }

    private static Task<PrivatePostgres> StartAsync(string folder) => PrivatePostgres.StartAsync(
        new PrivatePostgresOptions { Folder = folder, Durable = false }, NullLogger.Instance, Cancelled);
}
