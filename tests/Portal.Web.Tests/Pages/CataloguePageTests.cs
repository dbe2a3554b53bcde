using Portal.Domain.EndpointServices;
using Portal.Testing.Worlds;

namespace Portal.Web.Tests.Pages;

public sealed class CataloguePageTests(PortalCluster cluster) : PageTest(cluster)
{
    [Fact]
    public async Task An_empty_catalogue_says_what_will_come()
    {
        var chen = await OpenAsync(Cast.Chen, "/catalogue");

        chen.Reads("The catalogue is empty");
    }

    [Fact]
    public async Task A_consumer_finds_a_service_and_goes_on_to_ask_for_it()
    {
        var service = await World.StoreServiceAsync(Cancel);
        var chen = await OpenAsync(Cast.Chen, "/catalogue");
        chen.Reads("by Payments Platform");
        chen.Reads("TCP 443");

        chen.Press("Request a connection to Payments API");

        Assert.Equal($"/connections/request?service={service}", chen.Address);
    }

    [Fact]
    public async Task Who_cannot_ask_for_connections_is_not_offered_it()
    {
        await World.StoreServiceAsync(Cancel);
        var viktor = await OpenAsync(Cast.Viktor, "/catalogue");

        viktor.Reads("Payments API");

        Assert.False(viktor.Has("Request a connection to Payments API"));
    }

    [Fact]
    public async Task A_search_is_in_the_address_and_says_when_it_finds_nothing()
    {
        await World.StoreServiceAsync(Cancel);
        var chen = await OpenAsync(Cast.Chen, "/catalogue?search=ledger");

        chen.Reads("Nothing found");
        chen.Reads("“ledger”");
    }

    [Fact]
    public async Task A_service_for_others_is_not_shown()
    {
        await World.StoreServiceAsync(Cancel, "Secret", new Audience(false, [Cast.Analytics.Id], []));
        var chen = await OpenAsync(Cast.Chen, "/catalogue");
        var amara = await OpenAsync(Cast.Amara, "/catalogue");

        amara.Reads("Secret");
        chen.Reads("The catalogue is empty");
    }
}
