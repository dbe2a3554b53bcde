using Microsoft.Playwright;

namespace Portal.EndToEnd.Tests.Browsers;

/// <summary>A window of the browser, and what a person does in it: by what can be read, never by how the page is built.</summary>
public sealed class Window(IBrowserContext context, IPage page) : IAsyncDisposable
{
    /// <summary>How long something may take to appear, AWS's own slowness included.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    // Pages without the components' palette have nothing that could lag behind.
    private const string IsIn =
        "scheme => ['', scheme].includes(getComputedStyle(document.documentElement).getPropertyValue('--mud-native-html-color-scheme').trim())";

    public IPage Page => page;

    /// <summary>What the browser complained of: nothing, as long as all is well.</summary>
    public List<string> Complaints { get; } = [];

    /// <summary>Notes from now on what the browser complains of.</summary>
    public Window Listening()
    {
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                Complaints.Add(message.Text);
            }
        };
        return this;
    }

    /// <summary>Another window of the same browser: whoever is signed in here is so there.</summary>
    public async Task<Window> BesideAsync() => new Window(context, await context.NewPageAsync()).Listening();

    /// <param name="before">What to do while nobody is signed in.</param>
    public async Task SignInAsync(string name, Func<Task>? before = null)
    {
        await page.GotoAsync("/sign-in");
        await (before?.Invoke() ?? Task.CompletedTask);
        await page.GetByRole(AriaRole.Button, new() { Name = name }).ClickAsync();
        await ReadsAsync("Good to see you");
    }

    /// <summary>Signs in by the provider of the tests.</summary>
    public async Task SignInAtProviderAsync(string name)
    {
        await page.GotoAsync("/sign-in");
        await FollowAsync("Sign in with House");
        await PressAsync(name);
        await ReadsAsync("Good to see you");
    }

    /// <summary>Opens an address and waits until the page has read what it shows.</summary>
    public async Task GoAsync(string address)
    {
        await page.GotoAsync(address);
        await page.Locator("h1").WaitForAsync();
        await Assertions.Expect(page.Locator("main .loading")).ToHaveCountAsync(0, new() { Timeout = (float)Patience.TotalMilliseconds });
    }

    /// <summary>Changes width and colours of the open page in place, and waits until all of it has followed.</summary>
    public async Task LookAsync(ColorScheme colors, int width)
    {
        var scheme = colors == ColorScheme.Dark ? "dark" : "light";
        await page.SetViewportSizeAsync(width, Height(width));
        await page.EmulateMediaAsync(new() { ColorScheme = colors });
        await page.WaitForFunctionAsync(
            $"scheme => ({IsIn})(scheme) && document.getAnimations().every(animation => !(animation instanceof CSSTransition))", scheme);
    }

    /// <summary>That of a phone or of a desk.</summary>
    public static int Height(int width) => width < 600 ? 844 : 900;

    public Task PressAsync(string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).ClickAsync();

    public Task FollowAsync(string name) => page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true }).First.ClickAsync();

    public async Task EnterAsync(string label, string text)
    {
        var field = page.GetByLabel(label, new() { Exact = true });
        await field.FillAsync(text);
        await Assertions.Expect(field).ToHaveValueAsync(text);
    }

    /// <summary>Chooses an entry of a list that opens when pressed, and waits until the list has given the keyboard back, as a person would.</summary>
    public async Task ChooseAsync(string label, string entry)
    {
        var list = page.GetByLabel(label, new() { Exact = true });
        await list.ClickAsync();
        await page.Locator(".mud-popover-open").GetByText(entry).First.ClickAsync();
        await Assertions.Expect(list).ToBeFocusedAsync(new() { Timeout = (float)Patience.TotalMilliseconds });
    }

    public Task TickAsync(string label) => page.GetByLabel(label).First.CheckAsync();

    /// <summary>Waits until the text can be read on the page, without anybody loading it anew.</summary>
    public Task ReadsAsync(string text) =>
        Assertions.Expect(page.Locator("body")).ToContainTextAsync(text, new() { Timeout = (float)Patience.TotalMilliseconds });

    /// <summary>Keeps a picture of what is on the screen, when <c>PORTAL_PICTURES</c> names a folder for it.</summary>
    /// <param name="from">How far the page is scrolled down for it, in pixels.</param>
    public async Task KeepAsync(string name, int from = 0)
    {
        if (Environment.GetEnvironmentVariable("PORTAL_PICTURES") is { Length: > 0 } folder)
        {
            await page.EvaluateAsync($"scrollTo(0, {from})");
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png"), Animations = ScreenshotAnimations.Disabled });
        }
    }

    public Task<string> TextAsync() => page.Locator("body").InnerTextAsync();

    public async ValueTask DisposeAsync() => await context.DisposeAsync();
}
