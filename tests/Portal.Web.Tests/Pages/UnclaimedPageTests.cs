using Portal.Infrastructure.UnclaimedEndpoints;
using Portal.Testing.Worlds;

namespace Portal.Web.Tests.Pages;

/// <summary>Endpoints that nobody asked the portal for, as both sides see them.</summary>
public sealed class UnclaimedPageTests(PortalCluster cluster) : PageTest(cluster)
{
    private static readonly TimeSpan NextResync = new Jobs.JobsOptions().ResyncInterval + TimeSpan.FromSeconds(1);

    [Fact]
    public async Task A_provider_takes_a_rejection_back_on_the_services_page()
    {
        var service = await World.PublishedAsync(Cancel);
        await World.AwaitedAsync(service, Cancel);
        var endpoint = await ArrivedAsync(service);
        await World.Get<UnclaimedEndpointCommands>().RejectAsync(Cast.Priya, endpoint, new("Not ours."), null, Cancel);
        await World.SettleAsync(Cancel);
        var priya = await OpenAsync(Cast.Priya, $"/services/{service}");
        priya.Reads("Rejected: Not ours.");

        priya.Press("Take the rejection back");
        priya.Press("Take it back");

        priya.Reads("Its rejection was taken back");
        priya.Reads("Rejection of an endpoint taken back");
        Assert.True(priya.Has("Give to a waiting connection"));
    }

    [Fact]
    public async Task A_consumer_finds_the_endpoints_of_their_accounts_with_what_to_do()
    {
        var service = await World.PublishedAsync(Cancel);
        var id = await World.AwaitedAsync(service, Cancel);
        var endpoint = await ArrivedAsync(service);
        var amara = await OpenAsync(Cast.Amara, "/accounts");

        amara.Reads("Endpoints of your accounts that no connection knows");
        amara.Reads(endpoint);
        amara.Reads("Enter its id on the page of your connection that waits for its endpoint");
        amara.Press("The connection that waits");

        amara.Wait(() => Assert.Equal($"/connections/{id}", amara.Address));
    }

    [Fact]
    public async Task A_consumer_has_the_portal_adopt_an_endpoint_and_approvers_read_what_is_taken_over()
    {
        var service = await World.PublishedAsync(Cancel);
        await World.ConnectedAsync(service, Cancel);
        var endpoint = await ArrivedAsync(service, "storefront-prod");
        var chen = await OpenAsync(Cast.Chen, "/accounts");
        chen.Reads("Adopt it: the portal then takes it over as a connection");

        chen.Press("Adopt");
        chen.Reads("Nothing of it is touched before everybody has approved");
        chen.Press("Ask for it");
        chen.Reads("Enter what the connection is for");
        chen.Enter("What it is for", "It carries checkouts already");
        chen.Press("Ask for it");

        chen.Wait(() => Assert.StartsWith("/connections/", chen.Address, StringComparison.Ordinal));
        chen.Reads("Takes over");
        chen.Reads(endpoint);
        var id = Guid.Parse(chen.Address.Split('/')[2]);
        var review = await World.ReviewAsync(id, Cancel);
        var nora = await OpenAsync(Cast.Nora, $"/reviews/{review.Id}", beside: chen);
        nora.Reads("What is taken over");
        nora.Reads("Take over the interface endpoint");
        nora.Reads(endpoint);
        var priya = await OpenAsync(Cast.Priya, $"/reviews/{review.Id}", beside: chen);
        priya.Reads(endpoint);
        priya.ReadsNot(review.Change!.Fields.Single(field => field.Field == "VPC").After!);
    }

    [Fact]
    public async Task A_network_admin_adopts_on_the_services_page_and_its_provider_cannot()
    {
        var service = await World.PublishedAsync(Cancel);
        await World.ConnectedAsync(service, Cancel);
        await ArrivedAsync(service, "storefront-prod");

        var nora = await OpenAsync(Cast.Nora, $"/services/{service}");
        nora.Reads("Endpoints that nobody asked the portal for");
        Assert.True(nora.Has("Adopt"));
        var priya = await OpenAsync(Cast.Priya, $"/services/{service}", beside: nora);
        priya.Reads("Endpoints that nobody asked the portal for");
        Assert.False(priya.Has("Adopt"));
    }

    private async Task<string> ArrivedAsync(Guid service, string alias = "analytics-partner")
    {
        var endpoint = await World.CreateEndpointAsync(service, Cancel, alias);
        await World.PassAsync(NextResync, Cancel);
        await World.SettleAsync(Cancel);
        return endpoint;
    }
}
