using System.Net;
using Microsoft.Playwright;
using Portal.EndToEnd.Tests.Processes;
using Portal.Testing.Postgres;

namespace Portal.EndToEnd.Tests.Browsers;

/// <summary>PostgreSQL goes in the middle of a run, while people look, and comes back.</summary>
public sealed class DatabaseAwayTests(Chromium chromium)
{
    private const string Old = "What you see is as of";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pages_say_that_they_are_old_the_API_says_when_to_try_again_and_afterwards_the_run_goes_on_to_one_resource()
    {
        await using var cluster = new PostgresCluster();
        await using var world = await KillableWorld.StartAsync(cluster, Cancel);
        var service = await world.PublishAsync(Cancel);
        var connection = await world.RequestAsync("Chen", Requests.Storefront(service), Cancel);
        await world.ApproveAsync(connection, "Nora", Cancel);
        await using var desk = await OpenAsync(world, ColorScheme.Light, connection);
        await using var night = await OpenAsync(world, ColorScheme.Dark, connection);
        var call = await world.Sandbox.HoldAsync("CreateVpcEndpoint", "after", Cancel);
        await world.ApproveAsync(connection, "Priya", Cancel);
        await world.Sandbox.HasStoppedAsync(call, Cancel);
        await world.EndLeasesAsync(Cancel);
        var before = world.Portal.Log.Count;

        await cluster.StopAsync();
        await world.Sandbox.ReleaseAsync(call, Cancel);
        await LooksRightAsync(desk, "light");
        await LooksRightAsync(night, "dark");
        using (var refused = await world.Portal.AskAsync(HttpMethod.Get, "Chen", $"connections/{connection}", Cancel))
        {
            Assert.Equal((HttpStatusCode.ServiceUnavailable, true), (refused.StatusCode, refused.Headers.RetryAfter?.Delta is not null));
        }

        await cluster.StartAsync();
        await desk.ReadsAsync("Became available");
        await ReadsNotAsync(desk, Old);
        await night.ReadsAsync("Became available");
        await ReadsNotAsync(night, Old);
        Assert.Single(await world.ResultsAsync("CreateVpcEndpoint", "vpce-", Cancel));
        Assert.Empty(await world.DifferencesAsync(Cancel));
        var log = world.Portal.Log.Skip(before).ToList();
        Assert.Single(log, line => line.Contains("The database does not answer", StringComparison.Ordinal));
        Assert.Single(log, line => line.Contains("The database answers again", StringComparison.Ordinal));
        Assert.DoesNotContain(log, line => line.StartsWith("   at ", StringComparison.Ordinal) || line.TrimStart().StartsWith("at ", StringComparison.Ordinal));
        Assert.Empty(desk.Complaints.Concat(night.Complaints));
    }

    private async Task<Window> OpenAsync(KillableWorld world, ColorScheme colors, string connection)
    {
        var window = await chromium.OpenAsync(world.Portal.Address, colors);
        await window.SignInAsync("Chen Wei");
        await window.GoAsync($"/connections/{connection}");
        return window;
    }

    /// <summary>The note can be read, on a desk and on a phone, and by a screen reader.</summary>
    private static async Task LooksRightAsync(Window window, string name)
    {
        var wrong = new List<string>();
        await window.ReadsAsync(Old);
        await Assertions.Expect(window.Page.GetByRole(AriaRole.Status).Filter(new() { HasText = Old })).ToBeVisibleAsync();
        foreach (var width in new[] { 1440, 390 })
        {
            await window.Page.SetViewportSizeAsync(width, 900);
            await AccessibilityTests.CheckAsync(window, $"{name} {width}", wrong, Axe.All);
            await window.KeepAsync($"away-{name}-{width}");
        }

        Assert.Empty(wrong);
    }

    private static Task ReadsNotAsync(Window window, string text) =>
        Assertions.Expect(window.Page.Locator("body")).Not.ToContainTextAsync(text, new() { Timeout = (float)Window.Patience.TotalMilliseconds });
}
