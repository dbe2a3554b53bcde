using Bunit;
using Portal.Testing.Worlds;
using Portal.Web.Routing;
using Portal.Web.Shared;

namespace Portal.Web.Tests.Pages;

/// <summary>Pages over a PostgreSQL of their own, which is stopped and started again.</summary>
public sealed class DatabaseAwayTests : IAsyncLifetime
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    private readonly PortalCluster _cluster = new();

    private static CancellationToken Cancel => Xunit.TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_open_page_says_at_once_that_what_it_shows_is_old_and_since_when_and_takes_it_back_when_it_has_read_again()
    {
        await using var world = await PortalWorld.StartAsync(_cluster, Cancel);
        var id = await world.RequestAsync(await world.StoreServiceAsync(Cancel), Cancel);
        await using var browser = new Browser(world, world.Cast.Chen);
        await browser.StartAsync(Cancel);
        browser.Open(PortalUrls.Connection(id));
        browser.Reads("Network admins have to decide");
        var place = browser.Screen.Find("[role=status].stale");
        Assert.Equal("", place.TextContent.Trim());

        // Nobody moves the clock: the page does not wait for its next look.
        await _cluster.StopAsync();
        browser.Reads("What you see is as of");
        browser.Reads("The portal's database does not answer");
        Assert.Contains("Nothing can be changed until then", browser.Screen.Find("[role=status].stale").TextContent, StringComparison.Ordinal);
        Assert.Empty(browser.Screen.FindAll("main [role=alert]"));
        browser.Reads("Network admins have to decide");

        await _cluster.StartAsync();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        limit.CancelAfter(Timeout);
        while (browser.Text.Contains("What you see is as of", StringComparison.Ordinal))
        {
            limit.Token.ThrowIfCancellationRequested();
            world.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        browser.Reads("Network admins have to decide");
        Assert.Equal("", browser.Screen.Find("[role=status].stale").TextContent.Trim());
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync() => await _cluster.DisposeAsync();
}
