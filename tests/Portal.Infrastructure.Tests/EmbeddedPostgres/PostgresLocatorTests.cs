using Portal.Infrastructure.EmbeddedPostgres;
using Portal.Testing;

namespace Portal.Infrastructure.Tests.EmbeddedPostgres;

public sealed class PostgresLocatorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_newest_installed_version_serves_a_new_cluster()
    {
        Install("usr/15/bin", 15);
        var newest = Install("usr/17/bin", 17);
        Install("usr/16/bin", 16);

        var found = await Locator().FindAsync(null, null, Cancelled);

        Assert.Equal(new PostgresBinaries(newest, 17), found);
    }

    [Fact]
    public async Task A_cluster_is_served_by_the_version_that_made_it_even_beside_a_newer_one()
    {
        var made = Install("usr/16/bin", 16);
        Install("usr/17/bin", 17);

        var found = await Locator().FindAsync(null, 16, Cancelled);

        Assert.Equal(new PostgresBinaries(made, 16), found);
    }

    [Fact]
    public async Task A_link_on_the_path_leads_to_the_folder_of_the_programs()
    {
        var installed = Install("elsewhere/bin", 16);
        Directory.CreateDirectory(_folder["path"]);
        File.CreateSymbolicLink(_folder["path", "pg_ctl"], Path.Combine(installed, "pg_ctl"));

        var found = await new PostgresLocator([], $"{_folder["missing"]}:{_folder["path"]}", "install it").FindAsync(null, null, Cancelled);

        Assert.Equal(installed, found.Folder);
    }

    [Fact]
    public async Task The_configured_folder_comes_before_a_newer_installation()
    {
        Install("usr/17/bin", 17);
        var configured = Install("mine", 16);

        Assert.Equal(configured, (await Locator().FindAsync(configured, null, Cancelled)).Folder);
    }

    [Fact]
    public async Task Without_any_installation_the_one_command_is_named()
    {
        var problem = await Assert.ThrowsAsync<PrivatePostgresException>(() => Locator().FindAsync(null, null, Cancelled));

        Assert.Contains("Install it with: apt install it", problem.Message);
        Assert.Contains("ConnectionStrings__Portal", problem.Message);
    }

    [Fact]
    public async Task An_incomplete_configured_folder_is_named_with_its_setting()
    {
        Directory.CreateDirectory(_folder["mine"]);

        var problem = await Assert.ThrowsAsync<PrivatePostgresException>(() => Locator().FindAsync(_folder["mine"], null, Cancelled));

        Assert.Contains("Portal:PostgresBinDir", problem.Message);
    }

    [Theory]
    [InlineData(null, "PostgreSQL 14 in")]
    [InlineData(16, "made by PostgreSQL 16, but this machine has only PostgreSQL 14")]
    public async Task A_version_that_cannot_serve_is_named(int? clusterVersion, string expected)
    {
        Install("usr/14/bin", 14);

        var problem = await Assert.ThrowsAsync<PrivatePostgresException>(() => Locator().FindAsync(null, clusterVersion, Cancelled));

        Assert.Contains(expected, problem.Message);
    }

    private PostgresLocator Locator() => new([_folder["usr", "*", "bin"]], "", "apt install it");

    private string Install(string folder, int majorVersion)
    {
        var path = Directory.CreateDirectory(_folder[folder]).FullName;
        foreach (var program in new[] { "initdb", "pg_ctl", "postgres" })
        {
            File.WriteAllText(Path.Combine(path, program), $"#!/bin/sh\necho 'postgres (PostgreSQL) {majorVersion}.4 (Debian)'\n");
            File.SetUnixFileMode(Path.Combine(path, program), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        return path;
    }
}
