using System.Text.RegularExpressions;
using Portal.EndToEnd.Tests.Processes;
using Portal.Testing;

namespace Portal.EndToEnd.Tests.Browsers;

/// <summary>The main job by the people who do it, each in a window of their own.</summary>
public sealed partial class MainJobTests(Chromium chromium) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_provider_publishes_a_consumer_asks_an_admin_approves_and_each_sees_at_once_what_the_others_do()
    {
        await using var portal = await PortalProcess.StartAloneAsync(_folder["data"], Cancel);
        await using var chen = await OpenAsync(portal, "Chen Wei");
        await using var nora = await OpenAsync(portal, "Nora Lindqvist");
        await using var priya = await OpenAsync(portal, "Priya Raman");
        await chen.GoAsync("/catalogue");

        await MainJob.PublishAsync(priya);
        await priya.ReadsAsync("1 of 1 targets are healthy");
        await chen.ReadsAsync("Payments API");

        await MainJob.RequestAsync(chen);
        await chen.ReadsAsync("Network admins have to decide");

        await nora.ReadsAsync("asks for your decision");
        await nora.FollowAsync("Storefront → Payments API");
        await nora.ReadsAsync("Create the interface endpoint");
        await nora.PressAsync("Approve");
        await chen.ReadsAsync("Providers of Payments API have to decide");

        await priya.FollowAsync("Home");
        await priya.ReadsAsync("asks for your decision");
        await priya.FollowAsync("Storefront → Payments API");
        await priya.PressAsync("Approve");
        await chen.ReadsAsync("Became available");
        var endpoint = VpcEndpointId().Match(await chen.TextAsync()).Value;
        Assert.NotEmpty(endpoint);

        // By the keyboard alone: what one looks for is typed, chosen and opened.
        await nora.Page.Keyboard.PressAsync("Control+k");
        await nora.Page.Locator(".find input:focus").WaitForAsync();
        await nora.Page.Keyboard.TypeAsync(endpoint);
        await nora.ReadsAsync($"Available, {endpoint}");
        await nora.Page.Keyboard.PressAsync("ArrowDown");
        await nora.Page.Keyboard.PressAsync("Enter");
        await nora.ReadsAsync("How traffic goes");

        await priya.FollowAsync("Open the connection");
        await priya.ReadsAsync(endpoint);
        await priya.PressAsync("Cut off");
        await priya.EnterAsync("Reason (the consumer is told)", "Credentials leaked");
        await priya.PressAsync("Cut it off");
        await chen.ReadsAsync("cut this connection off: Credentials leaked.");
        await chen.ReadsAsync("rejected");
        await priya.PressAsync("Restore");
        await chen.ReadsAsync("Restored; the endpoint is accepted again");
        await portal.StageAsync("Chen", new Uri(chen.Page.Url).AbsolutePath.TrimStart('/'), "available", Cancel);
        await chen.PressAsync("Delete");
        await chen.ReadsAsync("stops working");
        await chen.PressAsync("Delete it");
        await priya.ReadsAsync("Is deleted");
        await chen.ReadsAsync("Is deleted");
        Assert.Empty(chen.Complaints.Concat(nora.Complaints).Concat(priya.Complaints));
    }

    [Fact]
    public async Task A_draft_survives_a_closed_tab()
    {
        await using var portal = await PortalProcess.StartAloneAsync(_folder["data"], Cancel);
        var service = (await portal.PostAsync("Priya", "services", Requests.PaymentsApi(), Cancel)).GetProperty("id").GetString();
        await portal.StageAsync("Priya", $"services/{service}", "available", Cancel);
        await using var chen = await OpenAsync(portal, "Chen Wei");
        await chen.GoAsync($"/connections/request?service={service}");
        await chen.ChooseAsync("AWS account", "storefront-prod");
        await chen.EnterAsync("What is it for?", "Half a sentence");
        await chen.Page.Keyboard.PressAsync("Tab");
        await chen.Page.WaitForFunctionAsync("() => Object.values(localStorage).some(draft => draft.includes('Half a sentence'))");

        await chen.GoAsync("/");
        await chen.GoAsync($"/connections/request?service={service}");

        await chen.ReadsAsync("Continued from your draft.");
        Assert.Equal("Half a sentence", await chen.Page.GetByLabel("What is it for?").InputValueAsync());
    }

    [Fact]
    public async Task A_page_that_is_open_while_the_portal_is_killed_comes_back_by_itself_with_the_present()
    {
        Uri address;
        string connection;
        await using var first = await PortalProcess.StartAloneAsync(_folder["data"], Cancel);
        address = first.Address;
        var service = (await first.PostAsync("Priya", "services", Requests.PaymentsApi(), Cancel)).GetProperty("id").GetString()!;
        await first.StageAsync("Priya", $"services/{service}", "available", Cancel);
        await using var chen = await OpenAsync(first, "Chen Wei");
        await MainJob.RequestAsync(chen);
        connection = new Uri(chen.Page.Url).AbsolutePath;

        await first.KillAsync();
        await chen.ReadsAsync("The portal does not answer.");
        await using var second = await PortalProcess.StartDemoAsync(_folder["data"], address.Port, Cancel);
        var review = (await second.GetAsync("Nora", connection.TrimStart('/'), Cancel)).GetProperty("reviewId").GetString();
        var planHash = (await second.GetAsync("Nora", $"reviews/{review}", Cancel)).GetProperty("planHash").GetString();
        await second.PostAsync("Nora", $"reviews/{review}/decisions", new { decision = "approve", planHash }, Cancel);

        await chen.ReadsAsync("Providers of Payments API have to decide");
        Assert.Equal(connection, new Uri(chen.Page.Url).AbsolutePath);
    }

    private async Task<Window> OpenAsync(PortalProcess portal, string who)
    {
        var window = await chromium.OpenAsync(portal.Address);
        await window.SignInAsync(who);
        return window;
    }

    [GeneratedRegex("vpce-[0-9a-f]{17}")]
    private static partial Regex VpcEndpointId();
}
