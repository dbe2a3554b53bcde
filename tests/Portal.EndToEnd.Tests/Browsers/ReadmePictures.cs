using Microsoft.Playwright;

namespace Portal.EndToEnd.Tests.Browsers;

/// <summary>Takes the README's pictures from a running portal; only when asked to, by <c>docs/take-pictures</c>.</summary>
public sealed class ReadmePictures(Chromium chromium, AccessibilityTests.Demo demo) : IClassFixture<Chromium>, IClassFixture<AccessibilityTests.Demo>
{
    [Fact(Explicit = true)]
    public async Task The_README_shows_what_the_portal_looks_like()
    {
        await using var chen = await SignInAsync("Chen Wei", ColorScheme.Light, 1280);
        await chen.GoAsync($"/connections/{demo.Connection}");
        await chen.ReadsAsync("targets are healthy");
        await KeepAsync(chen, "connection");
        await chen.GoAsync($"/connections/request?service={demo.Service}");
        await chen.ChooseAsync("AWS account", "storefront-prod");
        await chen.ChooseAsync("VPC", "storefront ·");
        await chen.TickAsync("storefront-app-az1");
        await chen.TickAsync("storefront-app-az2");
        await chen.TickAsync("web");
        await chen.EnterAsync("What is it for?", "Checkout charges cards.");
        await chen.ReadsAsync("Then the portal works in both accounts");
        await chen.Page.EvaluateAsync("scrollTo(0, 180)");
        await KeepAsync(chen, "request");

        await using var nora = await SignInAsync("Nora Lindqvist", ColorScheme.Dark, 1280);
        await nora.GoAsync($"/reviews/{demo.Review}");
        await KeepAsync(nora, "review");

        await using var priya = await SignInAsync("Priya Raman", ColorScheme.Light, 390);
        await priya.GoAsync($"/services/{demo.Service}");
        await KeepAsync(priya, "service-on-a-phone");
    }

    private async Task<Window> SignInAsync(string who, ColorScheme colors, int width)
    {
        var window = await chromium.OpenAsync(demo.Portal.Address, colors, width);
        await window.SignInAsync(who);
        return window;
    }

    private static async Task KeepAsync(Window window, string name)
    {
        var folder = Environment.GetEnvironmentVariable("PORTAL_PICTURES") ?? throw new InvalidOperationException("PORTAL_PICTURES has to name the folder for the pictures.");
        await window.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png"), Animations = ScreenshotAnimations.Disabled });
    }
}
