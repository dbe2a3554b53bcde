using Microsoft.Playwright;

namespace Portal.EndToEnd.Tests.Browsers;

/// <summary>A real browser; every person of a test has a window of their own in it.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] UsualPlaces =
        ["/usr/bin/chromium", "/usr/bin/google-chrome", "/usr/bin/google-chrome-stable", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"];

    private IPlaywright _playwright = null!;
    private IBrowser _browser = null!;

    public async ValueTask InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            // Without an installed one, the browser that Playwright itself has installed.
            ExecutablePath = Environment.GetEnvironmentVariable("PORTAL_CHROMIUM") ?? UsualPlaces.FirstOrDefault(File.Exists),
            Args =
                ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
                    "--disable-sync"],
        });
    }

    /// <summary>A window in which nobody is signed in.</summary>
    public async Task<Window> OpenAsync(Uri portal, ColorScheme colors = ColorScheme.Light, int width = 1440)
    {
        var context = await _browser.NewContextAsync(new()
        {
            BaseURL = portal.ToString(),
            ColorScheme = colors,
            ViewportSize = new() { Width = width, Height = Window.Height(width) },
            ReducedMotion = ReducedMotion.Reduce,
        });
        context.SetDefaultTimeout((float)Window.Patience.TotalMilliseconds);
        return new Window(context, await context.NewPageAsync()).Listening();
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
