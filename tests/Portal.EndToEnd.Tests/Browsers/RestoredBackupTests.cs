using Portal.EndToEnd.Tests.Processes;
using Portal.Testing;
using Portal.Testing.Postgres;

namespace Portal.EndToEnd.Tests.Browsers;

/// <summary>The database is restored from a backup that lacks what the portal has done since.</summary>
public sealed class RestoredBackupTests(Chromium chromium, PostgresCluster cluster) : IDisposable
{
    private static readonly string[] Reads = ["Describe", "List", "Get", "AssumeRole"];

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_portal_says_so_changes_nothing_and_goes_on_with_what_is_there_when_a_network_admin_confirms()
    {
        await using var aws = await SandboxProcess.StartAsync(_folder["aws"], Cancel);
        var (database, connection) = (await cluster.CreateDatabaseAsync(), "");
        await using (var portal = await StartAsync(database, aws))
        {
            var service = (await portal.PostAsync("Priya", "services", Requests.PaymentsApi(), Cancel)).GetProperty("id").GetString()!;
            await portal.StageAsync("Priya", $"services/{service}", "available", Cancel);
        }

        await using (var portal = await StartAsync(database, aws, works: false))
        {
            var service = (await portal.GetAsync("Priya", "services", Cancel)).GetProperty("items")[0].GetProperty("id").GetString()!;
            connection = (await portal.PostAsync("Chen", "connections", Requests.Storefront(service), Cancel)).GetProperty("id").GetString()!;
            foreach (var who in new[] { "Nora", "Priya" })
            {
                var waiting = await portal.GetAsync("Nora", $"connections/{connection}", Cancel);
                await portal.PostAsync(who, $"reviews/{waiting.GetProperty("reviewId").GetString()}/decisions",
                    new { decision = "approve", planHash = waiting.GetProperty("planHash").GetString() }, Cancel);
            }
        }

        var backup = await cluster.CopyAsync(database);
        await using (var portal = await StartAsync(database, aws))
        {
            await portal.StageAsync("Chen", $"connections/{connection}", "available", Cancel);
        }

        // How far it came is noted at every start and every minute.
        await using (await StartAsync(database, aws, works: false))
        {
        }

        var done = await WritesAsync(aws);
        await using var restored = await StartAsync(backup, aws);
        await using var nora = await chromium.OpenAsync(restored.Address);
        await nora.SignInAsync("Nora Lindqvist");
        await nora.ReadsAsync("The portal only observes.");
        await nora.GoAsync($"/connections/{connection}");
        // What the backup does not know of is found by its tags, and not made a second time.
        await nora.ReadsAsync("Became available");
        await restored.DeleteAsync("Chen", $"connections/{connection}", Cancel);
        await nora.ReadsAsync("its database may be older than what has been done in AWS");
        await nora.KeepAsync("recovery-connection");
        Assert.Equal(done, await WritesAsync(aws));

        await nora.FollowAsync("Operations");
        await nora.ReadsAsync("this database lacks its last line");
        await nora.KeepAsync("recovery");
        await nora.LookAsync(Microsoft.Playwright.ColorScheme.Dark, 390);
        await nora.KeepAsync("recovery-dark-390");
        await nora.LookAsync(Microsoft.Playwright.ColorScheme.Light, 1440);
        await nora.PressAsync("Let the portal go on");
        await nora.ReadsAsync("It works in AWS again by what this database says");
        await nora.KeepAsync("recovery-question");
        await nora.PressAsync("Go on");
        await nora.ReadsAsync("The portal works in AWS again.");
        await restored.StageAsync("Chen", $"connections/{connection}", "deleted", Cancel);
        Assert.Single(await aws.LedgerAsync("CreateVpcEndpoint", Cancel));
        Assert.Single(await aws.LedgerAsync("DeleteVpcEndpoints", Cancel));
        Assert.Empty(nora.Complaints);
    }

    private Task<PortalProcess> StartAsync(string database, SandboxProcess aws, bool works = true) =>
        PortalProcess.StartAsync(_folder["portal"], database, aws, Cancel, works);

    private static async Task<int> WritesAsync(SandboxProcess aws) =>
        (await aws.LedgerAsync(null, Cancel)).Select(call => call.GetProperty("action").GetString()!)
            .Count(action => !Reads.Any(verb => action.StartsWith(verb, StringComparison.Ordinal)));
}
