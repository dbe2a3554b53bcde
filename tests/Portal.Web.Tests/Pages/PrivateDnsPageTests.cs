using Portal.Infrastructure.Connections;
using Portal.Infrastructure.EndpointServices;
using Portal.Testing.Worlds;

namespace Portal.Web.Tests.Pages;

/// <summary>What a consumer sees of private DNS, from the request on.</summary>
public sealed class PrivateDnsPageTests(PortalCluster cluster) : PageTest(cluster)
{
    private const string Name = "api.payments.example";

    [Fact]
    public async Task A_connection_shows_what_private_dns_waits_for_and_then_the_name_that_resolves()
    {
        var service = await NamedAsync();
        var id = await World.ConnectedAsync(service, Cancel, Inputs.Checkout(World.Seed, service) with { PrivateDns = true });
        var chen = await OpenAsync(Cast.Chen, $"/connections/{id}");

        chen.Reads("Not on yet");
        chen.Reads($"The provider's turn: prove that {Name} is yours.");
        await ProveAsync(service);

        chen.Reads("Inside the VPC this name leads to the endpoint.");
        Assert.True(chen.Has("Copy the private DNS name"));
    }

    [Fact]
    public async Task The_form_says_what_becomes_of_private_dns_and_why_it_cannot_be_had()
    {
        var service = await NamedAsync();
        var id = await SentBackAsync(service);
        var chen = await OpenAsync(Cast.Chen, $"/connections/request?change={id}");
        chen.Reads("has not proved yet that the name is theirs");

        await World.Aws.PutHostedZoneAsync(World.Seed.Account("storefront-prod").Vpc("storefront").VpcId, Name, Cancel);
        chen.Choose($"Switch private DNS on: {Name} then leads to the endpoint inside this VPC");

        chen.Reads($"The private hosted zone {Name}");
        chen.Reads("Take that zone off the VPC, or leave private DNS off.");
    }

    [Fact]
    public async Task A_service_without_a_private_name_says_so_in_the_form()
    {
        var id = await SentBackAsync(await World.StoreServiceAsync(Cancel));

        (await OpenAsync(Cast.Chen, $"/connections/request?change={id}")).Reads("has no private DNS name: your clients use the endpoint’s own names");
    }

    private async Task<Guid> NamedAsync()
    {
        var receipt = await World.Get<EndpointServiceCommands>().PublishAsync(
            Cast.Priya, Inputs.PaymentsApi(World.Seed) with { PrivateDnsName = Name }, null, Cancel);
        await World.SettleAsync(Cancel);
        return receipt.Id;
    }

    private async Task ProveAsync(Guid service)
    {
        var record = (await World.Get<EndpointServiceQueries>().GetAsync(Cast.Priya, service, Cancel)).PrivateDns!.Record!;
        await World.Aws.PublishTxtAsync(record.Name, record.Value, Cancel);
        await World.Get<EndpointServiceCommands>().VerifyPrivateDnsAsync(Cast.Priya, service, null, Cancel);
        await World.SettleAsync(Cancel);
    }

    private async Task<Guid> SentBackAsync(Guid service)
    {
        var id = await World.RequestAsync(service, Cancel);
        var connection = await World.Get<ConnectionQueries>().GetAsync(Cast.Nora, id, Cancel);
        await World.Get<Infrastructure.Reviews.ReviewCommands>()
            .DecideAsync(Cast.Nora, connection.ReviewId!.Value, new("requestChanges", "For a test.", connection.PlanHash), null, Cancel);
        return id;
    }
}
