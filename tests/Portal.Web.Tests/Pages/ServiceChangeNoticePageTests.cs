using Portal.Infrastructure.Connections;
using Portal.Infrastructure.EndpointServices;
using Portal.Testing.Worlds;

namespace Portal.Web.Tests.Pages;

/// <summary>Consumers learn of a change of their service that touches their connection before it is decided.</summary>
public sealed class ServiceChangeNoticePageTests(PortalCluster cluster) : PageTest(cluster)
{
    [Fact]
    public async Task Who_is_touched_is_told_on_the_connections_page_and_at_home_until_it_is_decided()
    {
        var service = await World.PublishedAsync(Cancel);
        var id = await World.ConnectedAsync(service, Cancel);
        var chen = await OpenAsync(Cast.Chen, $"/connections/{id}");
        chen.Reads("How traffic goes");

        var address = World.Seed.Account("payments-prod").Vpc("payments-core").Instances[0].PrivateIp;
        await World.Get<ChangeServiceCommands>().ChangeAsync(
            Cast.Priya, service, null, new(Listeners: [new("TCP", 9443, new("TCP", 9443, null, [new("ip", address, null, null)]))]), Cancel);

        chen.Reads("A change of Payments API is being decided that touches this connection.");
        chen.Reads(". Traffic that flows today would stop.");
        Assert.DoesNotContain(address, chen.Text, StringComparison.Ordinal);
        var home = await OpenAsync(Cast.Chen, "/");
        home.Reads("A change of the service is being decided");
        var told = (await World.Get<ConnectionQueries>().GetAsync(Cast.Chen, id, Cancel)).ServiceChange!;
        Assert.True(told.IsCut);

        await World.Get<ChangeServiceCommands>().WithdrawProposalAsync(Cast.Priya, service, null, Cancel);
        chen.ReadsNot("is being decided that touches this connection");
        home.ReadsNot("A change of the service is being decided");
    }

    [Fact]
    public async Task A_change_that_touches_nobody_is_told_to_nobody()
    {
        var service = await World.PublishedAsync(Cancel);
        var id = await World.ConnectedAsync(service, Cancel);
        await World.Get<ChangeServiceCommands>().ChangeAsync(
            Cast.Priya, service, null, new(Tags: new Dictionary<string, string?> { ["Owner"] = "payments" }), Cancel);

        Assert.Null((await World.Get<ConnectionQueries>().GetAsync(Cast.Chen, id, Cancel)).ServiceChange);
    }
}
