using Portal.Testing;
using Portal.Web.Hosting;

namespace Portal.Web.Tests.Hosting;

public sealed class DataFolderTests : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly TemporaryFolder _folder = new();

    private string Path => _folder["data"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_folder_that_is_missing_is_made_with_everything_secret_closed()
    {
        using var opened = await OpenAsync();

        Assert.Equal(Path, opened.Path);
        Assert.Equal(OwnerOnly | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute, File.GetUnixFileMode(Path));
        Assert.Equal(OwnerOnly, File.GetUnixFileMode(opened.Sandbox));
    }

    [Fact]
    public async Task What_lies_in_it_is_there_at_the_next_start()
    {
        using (var first = await OpenAsync())
        {
            File.WriteAllText(first.Endpoints, "kept");
        }

        using var second = await OpenAsync();

        Assert.Equal("kept", File.ReadAllText(second.Endpoints));
    }

    [Fact]
    public async Task A_reset_deletes_everything_in_it()
    {
        using (var first = await OpenAsync())
        {
            File.WriteAllText(first.Endpoints, "old");
            File.WriteAllText(System.IO.Path.Combine(Directory.CreateDirectory(first.Postgres).FullName, "old"), "old");
        }

        using var second = await OpenAsync(reset: true);

        Assert.Equal(["portal-data.json", "portal.lock", "sandbox"], Names());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_folder_with_somebody_elses_files_is_refused_and_left_alone(bool reset)
    {
        File.WriteAllText(System.IO.Path.Combine(Directory.CreateDirectory(Path).FullName, "thesis.txt"), "years of work");

        var problem = await Assert.ThrowsAsync<StartupProblem>(() => OpenAsync(reset));

        Assert.Contains("holds something that is not a portal's", problem.Message);
        Assert.Equal(["thesis.txt"], Names());
    }

    [Theory]
    [InlineData("{\"Format\":2}", "format 2")]
    [InlineData("{}", "format 0")]
    [InlineData("", "format unreadable")]
    [InlineData("[1]", "format unreadable")]
    public async Task A_folder_of_another_version_is_refused_unless_it_is_reset(string marker, string expected)
    {
        (await OpenAsync()).Dispose();
        File.WriteAllText(_folder["data", "portal-data.json"], marker);

        var problem = await Assert.ThrowsAsync<StartupProblem>(() => OpenAsync());

        Assert.Contains(expected, problem.Message);
        Assert.Equal(marker, File.ReadAllText(_folder["data", "portal-data.json"]));
        (await OpenAsync(reset: true)).Dispose();
        (await OpenAsync()).Dispose();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_folder_that_another_portal_uses_is_refused_even_for_a_reset(bool reset)
    {
        using var first = await OpenAsync();
        File.WriteAllText(first.Endpoints, "in use");

        var problem = await Assert.ThrowsAsync<StartupProblem>(() => OpenAsync(reset));

        Assert.Contains("Another portal uses the data folder", problem.Message);
        Assert.Equal("in use", File.ReadAllText(first.Endpoints));
    }

    [Fact]
    public async Task A_file_in_the_place_of_the_folder_is_said_in_words()
    {
        File.WriteAllText(Path, "");

        Assert.Contains("is a file", (await Assert.ThrowsAsync<StartupProblem>(() => OpenAsync())).Message);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_said_in_words()
    {
        File.WriteAllText(Path, "");

        var problem = await Assert.ThrowsAsync<StartupProblem>(
            () => DataFolder.OpenAsync(_folder["data", "below"], false, TestContext.Current.CancellationToken));

        Assert.Contains("cannot be used", problem.Message);
        Assert.Contains("--data DIR", problem.Message);
    }

    private Task<DataFolder> OpenAsync(bool reset = false) => DataFolder.OpenAsync(Path, reset, TestContext.Current.CancellationToken);

    private IEnumerable<string?> Names() => Directory.EnumerateFileSystemEntries(Path).Select(System.IO.Path.GetFileName).Order(StringComparer.Ordinal);
}
