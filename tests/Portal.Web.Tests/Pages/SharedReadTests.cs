using Bunit;
using Portal.Domain.Accounts;
using Portal.Infrastructure.Connections;
using Portal.Testing.Worlds;
using Portal.Web.Routing;
using Portal.Web.Shared;

namespace Portal.Web.Tests.Pages;

/// <summary>Several windows at one process of the portal, which reads once for all who see the same.</summary>
public sealed class SharedReadTests(PortalCluster cluster) : PageTest(cluster)
{
    [Fact]
    public async Task Who_stays_sees_the_change_even_when_whoever_read_first_has_moved_on()
    {
        var service = await World.StoreServiceAsync(Cancel);
        var (first, second) = (await World.RequestAsync(service, Cancel), await World.RequestAsync(service, Cancel));
        var carla = await World.MeetAsync("carla", Cancel, [new(Cast.Storefront.Id, [TeamRole.Consumer])]);
        var chen = await OpenAsync(Cast.Chen, PortalUrls.Connection(first));
        chen.Reads("Network admins have to decide");
        var other = await OpenAsync(carla, PortalUrls.Connection(first), chen);
        other.Reads("Network admins have to decide");

        chen.Open(PortalUrls.Connection(second));
        chen.Reads("Network admins have to decide");
        await World.DecideAsync(first, Cast.Nora, "approve", Cancel);

        other.Reads("Providers of Payments API have to decide");
        chen.Open(PortalUrls.Connection(first));
        chen.Reads("Providers of Payments API have to decide");
    }

    [Fact]
    public async Task Both_see_the_change_on_the_page_that_they_share()
    {
        var service = await World.StoreServiceAsync(Cancel);
        var chen = await OpenAsync(Cast.Chen, PortalUrls.Connections);
        var carla = await World.MeetAsync("carla", Cancel, [new(Cast.Storefront.Id, [TeamRole.Consumer])]);
        var other = await OpenAsync(carla, PortalUrls.Connections, chen);
        chen.Reads("No connection yet");
        other.Reads("No connection yet");

        var connection = await World.RequestAsync(service, Cancel);
        chen.Reads("Awaiting approval");
        other.Reads("Awaiting approval");
        await World.ApproveAsync(connection, Cancel);

        chen.Reads("Provisioning");
        other.Reads("Provisioning");
    }

    [Fact]
    public async Task Who_has_other_rights_never_gets_what_was_read_for_somebody_else()
    {
        var connection = await World.RequestAsync(await World.StoreServiceAsync(Cancel), Cancel);
        var vpc = World.Seed.Account("storefront-prod").Vpc("storefront").VpcId;
        var chen = await OpenAsync(Cast.Chen, PortalUrls.Connection(connection));
        chen.Reads(vpc);

        var priya = await OpenAsync(Cast.Priya, PortalUrls.Connection(connection), chen);
        var viktor = await OpenAsync(Cast.Viktor, PortalUrls.Connection(connection), chen);
        var nora = await OpenAsync(Cast.Nora, PortalUrls.Connection(connection), chen);

        priya.Reads("not visible");
        priya.ReadsNot(vpc);
        viktor.Reads("No such connection");
        nora.Reads(vpc);
        await World.Get<ConnectionCommands>().DescribeAsync(Cast.Chen, connection, null, new(null, null, "CHG-7"), Cancel);
        chen.Reads("CHG-7");
        priya.Reads("CHG-7");
        priya.ReadsNot(vpc);
    }

    [Fact]
    public async Task A_page_hears_of_what_only_reading_has_shown_to_belong_to_it()
    {
        var service = await World.StoreServiceAsync(Cancel);
        var connection = await World.RequestAsync(service, Cancel);
        var nora = await OpenAsync(Cast.Nora, PortalUrls.Connection(connection));
        nora.Reads("Payments API");

        await World.DescribeAsync(service, new("Payments API, second edition", null, null, null, null), Cancel);

        nora.Reads("Payments API, second edition");
    }

    [Fact]
    public async Task The_menu_counts_what_each_person_can_decide()
    {
        var service = await World.StoreServiceAsync(Cancel);
        var first = await World.RequestAsync(service, Cancel);
        await World.RequestAsync(service, Cancel);
        var nora = await OpenAsync(Cast.Nora, PortalUrls.Home);
        var chen = await OpenAsync(Cast.Chen, PortalUrls.Home, nora);

        nora.Reads("2 things wait for you");
        nora.Wait(() => Assert.Contains("2", MenuOf(nora), StringComparison.Ordinal));
        chen.Reads("Nothing waits for you");
        Assert.DoesNotContain("2", MenuOf(chen), StringComparison.Ordinal);

        await World.DecideAsync(first, Cast.Nora, "approve", Cancel);
        nora.Wait(() => Assert.Contains("1", MenuOf(nora), StringComparison.Ordinal));
    }

    private static string MenuOf(Browser browser) => browser.Screen.Find("nav#menu").TextContent;
}
