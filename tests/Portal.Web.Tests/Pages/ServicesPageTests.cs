using Portal.Domain.EndpointServices;
using Portal.Testing.Worlds;

namespace Portal.Web.Tests.Pages;

public sealed class ServicesPageTests(PortalCluster cluster) : PageTest(cluster)
{
    [Fact]
    public async Task A_provider_without_services_is_led_to_publish()
    {
        var priya = await OpenAsync(Cast.Priya, "/services");

        priya.Reads("You publish nothing yet");
        Assert.True(priya.Has("Publish your first service"));
    }

    [Fact]
    public async Task Providers_see_their_own_services_and_nobody_elses()
    {
        await World.StoreServiceAsync(Cancel);
        var viktor = await OpenAsync(Cast.Viktor, "/services");
        var priya = await OpenAsync(Cast.Priya, "/services");

        viktor.Reads("You publish nothing yet");
        priya.Reads("Payments API");
        priya.Reads("use1-az1, use1-az2, use1-az4");
    }

    [Fact]
    public async Task Consumers_are_sent_to_the_catalogue()
    {
        await World.StoreServiceAsync(Cancel);
        var chen = await OpenAsync(Cast.Chen, "/services");

        chen.Reads("Your teams publish no services");
        Assert.True(chen.Has("Open the catalogue"));
        Assert.False(chen.Has("Publish a service"));
    }

    [Fact]
    public async Task Auditors_see_the_services_of_all_teams_and_publish_none()
    {
        await World.StoreServiceAsync(Cancel);
        var tomas = await OpenAsync(Cast.Tomas, "/services");

        tomas.Reads("Payments Platform");
        Assert.False(tomas.Has("Publish a service"));
    }

    [Fact]
    public async Task Filters_come_from_the_address()
    {
        var ledger = await World.StoreServiceAsync(Cancel, "Ledger");
        await World.StoreServiceAsync(Cancel, "Payments API");
        await World.SetStageAsync(ledger, EndpointServiceStage.Draining, Cancel);
        var priya = await OpenAsync(Cast.Priya, "/services?search=led");

        priya.Reads("Ledger");
        priya.ReadsNot("Payments API");
        priya.Open("/services?stage=Available");
        priya.Reads("Payments API");
        priya.ReadsNot("Ledger");
        priya.Open("/services?search=led&stage=Available");
        priya.Reads("No service matches");
    }

    [Fact]
    public async Task A_search_is_kept_in_the_address_and_begins_at_the_newest()
    {
        await World.StoreServiceAsync(Cancel, "Ledger");
        var priya = await OpenAsync(Cast.Priya, "/services");
        priya.Reads("Ledger");

        priya.Enter("Search", "nothing like it");
        // What is typed counts when the person has paused.
        World.Clock.Advance(TimeSpan.FromSeconds(1));

        priya.Wait(() => Assert.Equal("/services?search=nothing%20like%20it", priya.Address));
        priya.Reads("No service matches");
    }

    [Fact]
    public async Task A_stage_is_chosen_from_a_list()
    {
        await World.StoreServiceAsync(Cancel, "Ledger");
        var priya = await OpenAsync(Cast.Priya, "/services");
        priya.Reads("Ledger");

        priya.Pick("Stage", "Draining");

        priya.Reads("No service matches");
        Assert.Equal("/services?stage=draining", priya.Address);
    }

    [Fact]
    public async Task A_long_list_comes_in_pages()
    {
        for (var number = 0; number < 51; number++)
        {
            await World.StoreServiceAsync(Cancel, $"Service {number:00}", at: World.Clock.GetUtcNow().AddMinutes(-number));
        }

        var priya = await OpenAsync(Cast.Priya, "/services");
        priya.Reads("Service 49");
        Assert.DoesNotContain("Service 50", priya.Text, StringComparison.Ordinal);

        priya.Press("Older");

        priya.Reads("Service 50");
        priya.ReadsNot("Service 49");
        Assert.True(priya.Has("Newest"));
    }

    [Fact]
    public async Task A_service_that_is_renamed_changes_while_the_page_is_open()
    {
        var id = await World.StoreServiceAsync(Cancel, "Ledger");
        var priya = await OpenAsync(Cast.Priya, "/services");
        priya.Reads("Ledger");

        await World.DescribeAsync(id, new("General ledger", null, null, null, null), Cancel);

        priya.Reads("General ledger");
    }
}
