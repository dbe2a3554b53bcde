using Microsoft.Playwright;
using Portal.EndToEnd.Tests.Processes;
using Portal.Testing;

namespace Portal.EndToEnd.Tests.Browsers;

/// <summary>People of a company with an identity provider of its own, each in a browser of theirs.</summary>
public sealed class SignInTests(Chromium chromium) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task People_come_in_by_their_companys_provider_see_what_their_groups_let_them_see_and_leave_in_every_window_at_once()
    {
        await using var provider = ChildProcess.Start("Portal.IdentityProvider", []);
        var authority = await provider.LineAsync("The identity provider is at ", Cancel);
        await using var portal = await PortalProcess.StartAloneAsync(_folder["data"], Settings(authority), Cancel);
        var service = (await portal.PostAsync("Priya", "services", Requests.PaymentsApi(), Cancel)).GetProperty("id").GetString();

        await using var priya = await OpenAsync(portal, "Priya Raman");
        await priya.GoAsync($"/services/{service}");
        await priya.ReadsAsync("Change");
        await using var chen = await OpenAsync(portal, "Chen Wei");
        await chen.GoAsync("/services");
        Assert.Equal(0, await chen.Page.GetByRole(AriaRole.Link, new() { Name = "Publish a service" }).CountAsync());

        await using var other = await chen.BesideAsync();
        await other.GoAsync("/connections");
        await chen.Page.Locator("summary.person").ClickAsync();
        await chen.PressAsync("Sign out");
        await other.ReadsAsync("You are signed out");
        await chen.ReadsAsync("Sign in with House");
        Assert.Empty(priya.Complaints.Concat(chen.Complaints));
    }

    [Fact]
    public async Task Whoever_has_no_group_that_counts_reads_who_they_are_and_whom_to_ask()
    {
        await using var provider = ChildProcess.Start("Portal.IdentityProvider", []);
        var authority = await provider.LineAsync("The identity provider is at ", Cancel);
        await using var portal = await PortalProcess.StartAloneAsync(_folder["data"], Settings(authority), Cancel);
        await using var sam = await chromium.OpenAsync(portal.Address);
        await sam.Page.GotoAsync("/sign-in");
        await sam.KeepAsync("sign-in");

        await sam.FollowAsync("Sign in with House");
        await sam.PressAsync("Sam Okafor");

        await sam.ReadsAsync("nothing in this portal is yours to do");
        await sam.ReadsAsync("00u-sam");
        await sam.KeepAsync("sign-in-no-role");
        await sam.LookAsync(ColorScheme.Dark, 390);
        await sam.KeepAsync("sign-in-no-role-dark-390");
    }

    /// <summary>The provider of the tests, and what two of its groups mean.</summary>
    internal static Dictionary<string, string> Settings(string authority) => new()
    {
        ["Portal__SignIn__Providers__house__DisplayName"] = "House",
        ["Portal__SignIn__Providers__house__Authority"] = authority,
        ["Portal__SignIn__Providers__house__ClientId"] = "privatelink-portal",
        ["Portal__SignIn__Providers__house__ClientSecret"] = "known-to-everybody-on-this-machine",
        ["Portal__SignIn__Groups__0__Group"] = "payments-engineers",
        ["Portal__SignIn__Groups__0__Team"] = "Payments Platform",
        ["Portal__SignIn__Groups__0__TeamRoles__0"] = "Provider",
        ["Portal__SignIn__Groups__1__Group"] = "storefront-engineers",
        ["Portal__SignIn__Groups__1__Team"] = "Storefront",
        ["Portal__SignIn__Groups__1__TeamRoles__0"] = "Consumer",
    };

    private async Task<Window> OpenAsync(PortalProcess portal, string who)
    {
        var window = await chromium.OpenAsync(portal.Address);
        await window.SignInAtProviderAsync(who);
        return window;
    }
}
