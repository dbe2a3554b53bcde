using Portal.Domain.Accounts;
using Portal.Testing.Worlds;

namespace Portal.Web.Tests.Pages;

/// <summary>What every test of a page starts from: a world of its own, and browsers in which its people look at the portal.</summary>
public abstract class PageTest(PortalCluster cluster) : IAsyncLifetime
{
    private readonly List<Browser> _browsers = [];

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected PortalWorld World { get; private set; } = null!;

    protected Cast Cast => World.Cast;

    public async ValueTask InitializeAsync() => World = await PortalWorld.StartAsync(cluster, Cancel);

    /// <summary>A browser in which that person is signed in.</summary>
    /// <param name="beside">Another browser at the same process of the portal; none for a process of its own.</param>
    protected async Task<Browser> SignInAsync(Actor who, Browser? beside = null)
    {
        var browser = new Browser(World, who, beside);
        _browsers.Add(browser);
        await browser.StartAsync(Cancel);
        return browser;
    }

    /// <summary>A page as that person sees it.</summary>
    protected async Task<Browser> OpenAsync(Actor who, string address, Browser? beside = null)
    {
        var browser = await SignInAsync(who, beside);
        browser.Open(address);
        return browser;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var browser in _browsers)
        {
            await browser.DisposeAsync();
        }

        await World.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
