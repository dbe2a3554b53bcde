using Portal.Testing.Worlds;

namespace Portal.Web.Tests.Pages;

public sealed class HomePageTests(PortalCluster cluster) : PageTest(cluster)
{
    [Fact]
    public async Task Who_has_nothing_to_do_is_told_so()
    {
        var priya = await OpenAsync(Cast.Priya, "/");

        priya.Reads("Good to see you, priya");
        priya.Reads("Nothing waits for you, and all is well.");
        Assert.True(priya.Has("Publish a service"));
        Assert.False(priya.Has("Request a connection"));
    }

    [Fact]
    public async Task A_request_appears_at_its_approver_while_the_page_is_open()
    {
        var service = await World.StoreServiceAsync(Cancel);
        var nora = await OpenAsync(Cast.Nora, "/");
        nora.Reads("Nothing waits for you.");

        await World.RequestAsync(service, Cancel);

        nora.Reads("Storefront → Payments API");
        nora.Reads("chen asks for your decision");
    }
}
