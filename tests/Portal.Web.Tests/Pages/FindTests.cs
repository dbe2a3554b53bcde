using Bunit;
using Portal.Testing.Worlds;

namespace Portal.Web.Tests.Pages;

public sealed class FindTests(PortalCluster cluster) : PageTest(cluster)
{
    [Fact]
    public async Task From_every_page_a_person_finds_what_they_may_see_and_goes_there()
    {
        var service = await World.StoreServiceAsync(Cancel);
        var connection = await World.RequestAsync(service, Cancel);
        var chen = await OpenAsync(Cast.Chen, "/catalogue");

        chen.Press("Find");
        chen.Enter("Name, AWS id, address or reference", "payments");

        chen.Reads("Storefront → Payments API");
        chen.Reads("Awaiting approval");
        Assert.Contains($"/connections/{connection}", chen.Screen.FindAll("[data-found]").Select(link => link.GetAttribute("href")));
    }

    [Fact]
    public async Task Who_finds_nothing_is_told_so()
    {
        var chen = await OpenAsync(Cast.Chen, "/");

        chen.Press("Find");
        chen.Enter("Name, AWS id, address or reference", "vpce-0123456789abcdef0");

        chen.Reads("Nothing that you may see is called so or has this id.");
    }
}
