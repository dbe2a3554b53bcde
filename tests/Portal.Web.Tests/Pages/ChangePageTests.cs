using Portal.Domain.Connections;
using Portal.Domain.EndpointServices;
using Portal.Testing.Worlds;

namespace Portal.Web.Tests.Pages;

/// <summary>The pages on which a provider changes a service, and a consumer a connection.</summary>
public sealed class ChangePageTests(PortalCluster cluster) : PageTest(cluster)
{
    [Fact]
    public async Task A_provider_sees_what_a_change_does_and_changes_it()
    {
        var id = await World.PublishedAsync(Cancel);
        await World.ConnectedAsync(id, Cancel);
        var priya = await OpenAsync(Cast.Priya, $"/services/{id}/change");

        priya.Enter("Address 1", "10.40.2.11");
        priya.Press("Show what it does");
        priya.Reads("TCP 443: targets");
        priya.Reads("10.40.0.11:443");
        priya.Reads("No live connection notices it.");
        priya.Reads("Nobody has to approve it: it is done at once.");
        priya.Press("Change");
        priya.Press("Change it");

        priya.Wait(() => Assert.EndsWith($"/services/{id}", priya.Address, StringComparison.Ordinal));
        Assert.Contains((await World.ServiceAsync(id, Cancel)).Spec.Listeners[0].TargetGroup.Targets, target => target.Id == "10.40.2.11");
    }

    [Fact]
    public async Task What_cuts_live_traffic_is_proposed_and_can_be_withdrawn()
    {
        var id = await World.PublishedAsync(Cancel);
        await World.ConnectedAsync(id, Cancel);
        var priya = await OpenAsync(Cast.Priya, $"/services/{id}/change");
        priya.Enter("Port that consumers connect to", "8443");
        priya.Press("Show what it does");
        priya.Reads("TCP 443 is closed to it");
        priya.Reads("It waits for: Network admins.");
        priya.Press("Change");
        priya.Press("Propose it");
        priya.Wait(() => Assert.EndsWith($"/services/{id}", priya.Address, StringComparison.Ordinal));

        var review = (await World.ServiceAsync(id, Cancel)).Proposal!.ReviewId;
        var nora = await OpenAsync(Cast.Nora, $"/reviews/{review}");
        nora.Reads("What changes");
        nora.Reads("TCP 443 is closed to it");
        var again = await OpenAsync(Cast.Priya, $"/services/{id}/change");
        again.Reads("A change is being decided.");
        again.Press("Withdraw the change");

        again.Reads("Show what it does");
        Assert.Null((await World.ServiceAsync(id, Cancel)).Proposal);
    }

    [Fact]
    public async Task Proxy_protocol_under_a_live_connection_is_proposed_and_deletion_protection_done_at_once()
    {
        var id = await World.PublishedAsync(Cancel);
        await World.ConnectedAsync(id, Cancel);
        var priya = await OpenAsync(Cast.Priya, $"/services/{id}/change");
        priya.Pick("Deletion protection", "On");
        priya.Press("Show what it does");
        priya.Reads("Deletion protection not set on");
        priya.Reads("Nobody has to approve it: it is done at once.");

        priya.Pick("Proxy protocol v2", "On");
        priya.Press("Show what it does");
        priya.Reads("TCP 443: proxy protocol v2 is switched on, and its connections fail unless the targets expect the header");
        priya.Reads("It waits for: Network admins.");
        priya.Pick("Proxy protocol v2", "Not set: AWS has it off");
        priya.Press("Change");
        priya.Press("Change it");

        priya.Wait(() => Assert.EndsWith($"/services/{id}", priya.Address, StringComparison.Ordinal));
        var spec = (await World.ServiceAsync(id, Cancel)).Spec;
        Assert.Equal((new LoadBalancerAttributes(DeletionProtection: true), null), (spec.LoadBalancerAttributes, spec.Listeners[0].TargetGroup.Attributes));
    }

    [Fact]
    public async Task A_consumer_gives_a_zone_up_at_once()
    {
        var id = await World.ConnectedAsync(await World.PublishedAsync(Cancel), Cancel);
        var chen = await OpenAsync(Cast.Chen, $"/connections/{id}/change");
        var zone = World.Seed.Account("storefront-prod").Zones.Single(zone => zone.Value == "use1-az2");

        chen.Choose($"{zone.Value} ({zone.Key}) storefront-app-az2", chosen: false);
        chen.Press("Show what it does");
        chen.Reads("Subnets");
        chen.Reads("Nobody has to approve it: it is done at once.");
        chen.Press("Change");
        chen.Press("Change it");

        chen.Wait(() => Assert.EndsWith($"/connections/{id}", chen.Address, StringComparison.Ordinal));
        var connection = await World.ConnectionAsync(id, Cancel);
        Assert.Equal(("use1-az1", ConnectionStage.Available), (Assert.Single(connection.Spec.Subnets).ZoneId, connection.Stage));
    }
}
