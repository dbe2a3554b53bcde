using System.Text;
using System.Text.RegularExpressions;
using Portal.EndToEnd.Tests.Processes;
using Portal.Testing;

namespace Portal.EndToEnd.Tests.House;

/// <summary>The host with nothing set: its own database and its own simulated AWS.</summary>
public sealed class OneCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly CancellationTokenSource _patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

    public OneCommandTests() => _patience.CancelAfter(TimeSpan.FromMinutes(5));

    private string Data => _folder["data"];

    private CancellationToken Cancelled => _patience.Token;

    public void Dispose()
    {
        _patience.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task What_people_did_survives_Ctrl_C_and_kill_9_and_ends_with_a_reset()
    {
        string service;
        await using (var first = await PortalProcess.StartAloneAsync(Data, Cancelled))
        {
            service = $"services/{(await first.PostAsync("Priya", "services", Requests.PaymentsApi(), Cancelled)).GetProperty("id").GetString()}";

            var (exitCode, said) = await first.InterruptAsync(Cancelled);

            Assert.Equal(0, exitCode);
            Assert.DoesNotContain("Exception", said);
            Assert.False(File.Exists(_folder["data", "postgres", "data", "postmaster.pid"]), "its database should have been stopped");
        }

        for (var kills = 0; kills < 2; kills++)
        {
            await using var next = await PortalProcess.StartAloneAsync(Data, Cancelled);
            await next.StageAsync("Priya", service, "available", Cancelled);
            await next.KillAsync();
        }

        await using var fresh = await PortalProcess.StartAloneAsync(Data, Cancelled, "--reset");
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => fresh.GetAsync("Priya", service, Cancelled));
        Assert.Contains(": 404 ", refusal.Message);
        await fresh.InterruptAsync(Cancelled);
    }

    [Fact]
    public async Task A_second_host_is_refused_before_it_touches_anything()
    {
        await using var first = await PortalProcess.StartAloneAsync(Data, Cancelled);

        var onTheSamePort = await EndOfAsync("--port", $"{first.Address.Port}", "--data", _folder["other"]);
        var onTheSameFolder = await EndOfAsync("--port", "0", "--data", Data, "--reset");

        Assert.Equal((2, $"Port {first.Address.Port} is taken. Stop the program that has it, or choose another with --port N."), onTheSamePort);
        Assert.False(Directory.Exists(_folder["other"]));
        Assert.Equal(2, onTheSameFolder.ExitCode);
        Assert.StartsWith($"Another portal uses the data folder {Data}.", onTheSameFolder.Said);
        await first.GetAsync("Priya", "me", Cancelled);
        await first.InterruptAsync(Cancelled);
    }

    [Fact]
    public async Task What_is_wrong_on_the_command_line_is_said_and_nothing_is_started()
    {
        var (exitCode, said) = await EndOfAsync("--port", "http", "--data", _folder["other"]);

        Assert.Equal(2, exitCode);
        Assert.StartsWith("--port http: use a number from 0 to 65535.", said);
        Assert.False(Directory.Exists(_folder["other"]));
    }

    [Theory]
    [InlineData("Host=127.0.0.1;Port=1;Database=portal;Username=portal;Password=very-secret", "The database portal at 127.0.0.1:1 cannot be used")]
    [InlineData("Host=127.0.0.1;Prot=1;Password=very-secret", "ConnectionStrings:Portal cannot be understood")]
    public async Task A_database_that_cannot_be_used_is_said_in_words_without_its_password(string connectionString, string expected)
    {
        await using var host = ChildProcess.Start(
            "Portal.Web", ["--port", "0", "--data", Data], new Dictionary<string, string> { ["ConnectionStrings__Portal"] = connectionString });

        var (exitCode, said) = await host.EndAsync(Cancelled);

        Assert.Equal(2, exitCode);
        Assert.StartsWith(expected, said);
        Assert.DoesNotContain("very-secret", said);
        Assert.Single(said.Split(Environment.NewLine));
    }

    [Fact]
    public async Task It_is_ready_and_its_page_has_its_styles_though_it_was_built_and_not_published()
    {
        await using var host = await PortalProcess.StartAloneAsync(Data, Cancelled);
        using var http = new HttpClient { BaseAddress = host.Address };

        Assert.Contains(host.Log, line => line.StartsWith("The database is ready (", StringComparison.Ordinal));
        Assert.Contains(host.Log, line => line.StartsWith("The simulated AWS is ready (", StringComparison.Ordinal));
        Assert.Equal("Healthy", await http.GetStringAsync("health/ready", Cancelled));
        Assert.NotEmpty(await http.GetByteArrayAsync("_content/MudBlazor/MudBlazor.min.css", Cancelled));
        await host.InterruptAsync(Cancelled);
    }

    [Fact]
    public async Task The_first_page_is_light_and_what_does_not_change_is_kept_by_the_browser_for_good()
    {
        await using var host = await PortalProcess.StartAloneAsync(Data, Cancelled);
        using var http = new HttpClient { BaseAddress = host.Address };
        http.DefaultRequestHeaders.AcceptEncoding.ParseAdd("gzip, br");
        var page = Encoding.UTF8.GetString(await new HttpClient().GetByteArrayAsync(new Uri(host.Address, "sign-in"), Cancelled));
        var files = FilesOf(page);
        var sent = 0;
        foreach (var file in files)
        {
            using var reply = await http.GetAsync(file, Cancelled);
            sent += (await reply.Content.ReadAsByteArrayAsync(Cancelled)).Length;
            Assert.True(reply.Headers.CacheControl is { MaxAge.TotalDays: >= 365 } || file.EndsWith(".woff2", StringComparison.Ordinal), file);
        }

        // The page of who is signed in has these besides.
        foreach (var script in new[] { "_content/MudBlazor/MudBlazor.min.js", "_framework/blazor.web.js" })
        {
            sent += (await http.GetByteArrayAsync(script, Cancelled)).Length;
        }

        Assert.Contains(files, file => file.Contains("MudBlazor.min", StringComparison.Ordinal));
        Assert.InRange(sent + page.Length, 1, 250 * 1024);
        await host.InterruptAsync(Cancelled);
    }

    private static IReadOnlyList<string> FilesOf(string page) =>
        [.. Regex.Matches(page, "(?:href|src)=\"([^\"]+\\.(?:css|js|woff2))\"").Select(match => match.Groups[1].Value).Distinct()];

    private async Task<(int ExitCode, string Said)> EndOfAsync(params string[] arguments)
    {
        await using var host = ChildProcess.Start("Portal.Web", arguments);
        return await host.EndAsync(Cancelled);
    }
}
