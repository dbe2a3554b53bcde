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

    private async Task<string> ArrivedAsync(Guid service)
    {
        var endpoint = await World.CreateEndpointAsync(service, Cancel, "analytics-partner");
        await World.PassAsync(NextResync, Cancel);
        await World.SettleAsync(Cancel);
        return endpoint;
    }
}
