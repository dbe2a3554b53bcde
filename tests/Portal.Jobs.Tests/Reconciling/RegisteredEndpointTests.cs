using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Domain.Connections;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Connections;
using Portal.Testing.Worlds;

namespace Portal.Jobs.Tests.Reconciling;

/// <summary>Which endpoint counts of those that consumers bring from accounts into which the portal has no role.</summary>
public sealed class RegisteredEndpointTests(PortalCluster cluster) : Engine(cluster)
{
    [Fact]
    public async Task An_endpoint_that_knocks_without_being_brought_is_not_accepted()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        var id = await world.AwaitedAsync(service, Cancel);
        var unknown = await world.CreateEndpointAsync(service, Cancel);
        var brought = await world.CreateEndpointAsync(service, Cancel);

        await world.BringAsync(id, brought, Cancel);
        await world.SettleAsync(Cancel);

        Assert.Equal(("pendingAcceptance", "available"), (await world.StateAsync(unknown, Cancel), await world.StateAsync(brought, Cancel)));
    }

    [Fact]
    public async Task A_strangers_endpoint_is_refused_in_words_that_do_not_say_whose_it_is()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        await world.ConnectedAsync(service, Cancel);
        var strangers = await world.CreateEndpointAsync(service, Cancel, "storefront-prod");
        var id = await world.AwaitedAsync(service, Cancel);

        var refusal = await Assert.ThrowsAsync<InvalidInputException>(() => world.BringAsync(id, strangers, Cancel));
        await world.SettleAsync(Cancel);

        var error = Assert.Single(refusal.Errors);
        Assert.Equal("vpcEndpointId", error.Field);
        Assert.DoesNotContain(world.Seed.Account("storefront-prod").AccountId, error.Message, StringComparison.Ordinal);
        Assert.Equal(
            (ConnectionStage.AwaitingConsumer, null),
            ((await world.ConnectionAsync(id, Cancel)).Stage, (await world.ConnectionAsync(id, Cancel)).VpcEndpointId));
        Assert.Equal("pendingAcceptance", await world.StateAsync(strangers, Cancel, "storefront-prod"));
    }

    [Fact]
    public async Task A_strangers_endpoint_that_AWS_shows_only_later_is_not_accepted_and_blocks_until_the_right_one_is_brought()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        await world.ConnectedAsync(service, Cancel);
        var id = await world.AwaitedAsync(service, Cancel);
        await world.BringAsync(id, "vpce-0123456789abcdef0", Cancel);
        var strangers = await world.CreateEndpointAsync(service, Cancel, "storefront-prod");
        await using (var context = world.Open())
        {
            // As if AWS had not shown it to the provider's side when it was brought.
            await context.Connections.Where(connection => connection.Id == id)
                .ExecuteUpdateAsync(connection => connection.SetProperty(row => row.VpcEndpointId, strangers), Cancel);
        }

        await world.SettleAsync(Cancel);

        var blocked = await SeenAsync(world, id);
        Assert.Equal((ConnectionStage.Provisioning, Party.Consumer), (blocked.Stage, blocked.Blocked!.Owner));
        Assert.DoesNotContain(world.Seed.Account("storefront-prod").AccountId, Text(blocked), StringComparison.Ordinal);
        Assert.Null(blocked.Endpoint);
        Assert.Equal("pendingAcceptance", await world.StateAsync(strangers, Cancel, "storefront-prod"));

        var own = await world.CreateEndpointAsync(service, Cancel);
        await world.BringAsync(id, own, Cancel);
        await world.SettleAsync(Cancel);
        Assert.Equal((ConnectionStage.Available, own), ((await world.ConnectionAsync(id, Cancel)).Stage, (await SeenAsync(world, id)).Endpoint!.VpcEndpointId));
    }

    [Fact]
    public async Task An_id_that_no_look_finds_is_asked_for_again_after_a_while()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        var id = await world.AwaitedAsync(service, Cancel);

        await world.BringAsync(id, "vpce-0123456789abcdef0", Cancel);
        await world.RunDueAsync(Cancel);
        Assert.Equal(Party.Aws, (await SeenAsync(world, id)).WaitingFor!.Who);
        await world.SettleAsync(Cancel);

        var waiting = await SeenAsync(world, id);
        Assert.Equal((ConnectionStage.Provisioning, Party.Consumer), (waiting.Stage, waiting.WaitingFor!.Who));
        Assert.Equal("vpce-0123456789abcdef0", waiting.RegisteredEndpointId);
    }

    [Fact]
    public async Task An_endpoint_that_was_accepted_is_rejected_again_when_another_takes_its_place()
    {
        await using var world = await StartAsync(new() { EndpointPending = TimeSpan.FromMinutes(30) });
        var service = await world.PublishedAsync(Cancel);
        var id = await world.AwaitedAsync(service, Cancel);
        var (first, second) = (await world.CreateEndpointAsync(service, Cancel), await world.CreateEndpointAsync(service, Cancel));
        await world.BringAsync(id, first, Cancel);
        await world.RunDueAsync(Cancel);
        Assert.Equal("pending", await world.StateAsync(first, Cancel));

        await world.BringAsync(id, second, Cancel);
        await world.RunDueAsync(Cancel);

        Assert.Equal(("rejected", "pending"), (await world.StateAsync(first, Cancel), await world.StateAsync(second, Cancel)));
        await AssertBooksBalanceAsync(world);
    }

    [Fact]
    public async Task The_same_endpoint_cannot_serve_two_connections_even_when_both_ask_at_once()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        var (one, two) = (await world.AwaitedAsync(service, Cancel), await world.AwaitedAsync(service, Cancel));
        var endpoint = await world.CreateEndpointAsync(service, Cancel);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 2).Select(async turn =>
        {
            try
            {
                await world.BringAsync(turn == 0 ? one : two, endpoint, Cancel);
                return true;
            }
            catch (InvalidInputException refused)
            {
                Assert.Equal("vpcEndpointId", Assert.Single(refused.Errors).Field);
                return false;
            }
        }));

        Assert.Equal([false, true], outcomes.Order());
        await world.SettleAsync(Cancel);
        Assert.Equal(
            [ConnectionStage.AwaitingConsumer, ConnectionStage.Available],
            new[] { (await world.ConnectionAsync(one, Cancel)).Stage, (await world.ConnectionAsync(two, Cancel)).Stage }.Order());
    }

    [Fact]
    public async Task What_another_connection_accepted_before_and_let_go_may_be_brought_to_this_one()
    {
        await using var world = await StartAsync(new() { EndpointPending = TimeSpan.FromMinutes(30) });
        var service = await world.PublishedAsync(Cancel);
        var (one, two) = (await world.AwaitedAsync(service, Cancel), await world.AwaitedAsync(service, Cancel));
        var (first, second) = (await world.CreateEndpointAsync(service, Cancel), await world.CreateEndpointAsync(service, Cancel));
        await world.BringAsync(one, first, Cancel);
        await world.RunDueAsync(Cancel);

        await world.BringAsync(one, second, Cancel);
        await world.BringAsync(two, first, Cancel);
        await world.RunDueAsync(Cancel);

        Assert.Equal(("pending", "pending"), (await world.StateAsync(first, Cancel), await world.StateAsync(second, Cancel)));
    }

    private static async Task<ConnectionView> SeenAsync(PortalWorld world, Guid id) =>
        await world.Get<ConnectionQueries>().GetAsync(world.Cast.Amara, id, Cancel);

    private static string Text(ConnectionView view) => System.Text.Json.JsonSerializer.Serialize(view);
}
