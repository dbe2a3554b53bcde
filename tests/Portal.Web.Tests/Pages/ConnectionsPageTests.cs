using Portal.Testing.Worlds;

namespace Portal.Web.Tests.Pages;

public sealed class ConnectionsPageTests(PortalCluster cluster) : PageTest(cluster)
{
    [Fact]
    public async Task A_consumer_without_connections_is_led_to_the_catalogue()
    {
        var chen = await OpenAsync(Cast.Chen, "/connections");

        chen.Reads("No connection yet");
        Assert.True(chen.Has("Open the catalogue"));
        Assert.True(chen.Has("Request a connection"));
    }

    [Fact]
    public async Task Both_sides_see_whose_turn_it_is_and_nobody_else_sees_anything()
    {
        await World.RequestAsync(await World.StoreServiceAsync(Cancel), Cancel);
        var chen = await OpenAsync(Cast.Chen, "/connections");
        var priya = await OpenAsync(Cast.Priya, "/connections");
        var viktor = await OpenAsync(Cast.Viktor, "/connections");

        chen.Reads("Network admins");
        priya.Reads("Storefront → Payments API");
        viktor.Reads("No connection yet");
    }

    [Fact]
    public async Task A_provider_does_not_see_the_VPC_of_a_consumer()
    {
        await World.RequestAsync(await World.StoreServiceAsync(Cancel), Cancel);
        var vpc = World.Seed.Account("storefront-prod").Vpc("storefront").VpcId;
        var chen = await OpenAsync(Cast.Chen, "/connections");
        var priya = await OpenAsync(Cast.Priya, "/connections");

        chen.Reads(vpc);
        priya.Reads("not visible");
        priya.ReadsNot(vpc);
    }

    [Fact]
    public async Task The_stage_is_filtered_by_the_address()
    {
        await World.RequestAsync(await World.StoreServiceAsync(Cancel), Cancel);
        var chen = await OpenAsync(Cast.Chen, "/connections?stage=available");

        chen.Reads("No connection of yours is available at the moment.");
        chen.Open("/connections?stage=awaitingApproval");
        chen.Reads("Storefront → Payments API");
    }

    [Fact]
    public async Task Connections_are_searched_by_the_address_and_who_finds_none_reads_how_to_look()
    {
        await World.RequestAsync(await World.StoreServiceAsync(Cancel), Cancel);
        var chen = await OpenAsync(Cast.Chen, "/connections?search=quarry");

        chen.Reads("No connection of yours fits “quarry”.");
        chen.Open("/connections?search=storefr");
        chen.Reads("Storefront → Payments API");
        chen.Open($"/connections?search={World.Seed.Account("storefront-prod").Vpc("storefront").VpcId}&stage=awaitingApproval");
        chen.Reads("Storefront → Payments API");
    }

    [Fact]
    public async Task A_request_appears_and_changes_while_the_page_is_open()
    {
        var service = await World.StoreServiceAsync(Cancel);
        var chen = await OpenAsync(Cast.Chen, "/connections");
        chen.Reads("No connection yet");

        var connection = await World.RequestAsync(service, Cancel);
        chen.Reads("Awaiting approval");
        await World.ApproveAsync(connection, Cancel);

        chen.Reads("Provisioning");
    }

    [Fact]
    public async Task A_long_list_comes_in_pages()
    {
        var service = await World.StoreServiceAsync(Cancel);
        for (var number = 0; number < 51; number++)
        {
            await World.StoreConnectionAsync(service, World.Clock.GetUtcNow().AddMinutes(-number), Cancel);
        }

        var chen = await OpenAsync(Cast.Chen, "/connections");
        chen.Wait(() => Assert.Equal(50, chen.Rows));

        chen.Press("Older");

        chen.Wait(() => Assert.Equal(1, chen.Rows));
        Assert.True(chen.Has("Newest"));
    }
}
