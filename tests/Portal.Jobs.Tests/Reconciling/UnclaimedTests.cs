using Amazon.EC2;
using Amazon.EC2.Model;
using Portal.Domain;
using Portal.Domain.Audit;
using Portal.Domain.Connections;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.EndpointServices;
using Portal.Infrastructure.UnclaimedEndpoints;
using Portal.Testing.Worlds;

namespace Portal.Jobs.Tests.Reconciling;

/// <summary>Endpoints that nobody asked the portal for are turned away, or given to a connection that waits for one, by a person.</summary>
public sealed class UnclaimedTests(PortalCluster cluster) : Engine(cluster)
{
    private static readonly TimeSpan NextResync = new JobsOptions().ResyncInterval + TimeSpan.FromSeconds(1);

    [Fact]
    public async Task Who_is_turned_away_stays_so_and_the_reason_is_in_the_history()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        await world.AwaitedAsync(service, Cancel);
        var endpoint = await ArrivedAsync(world, service);

        await Commands(world).RejectAsync(world.Cast.Priya, endpoint, new("Not ours."), null, Cancel);
        await Commands(world).RejectAsync(world.Cast.Priya, endpoint, new("Once more."), null, Cancel);
        await world.SettleAsync(Cancel);
        Assert.Equal(State.Rejected, await StateAsync(world, service));
        Assert.Empty(await UnclaimedAsync(world));
        Assert.Equal(SyncState.InSync, (await world.WorkAsync(SubjectKind.Service, service, Cancel)).Conditions.Sync);
        var told = Assert.Single(
            (await world.Get<Infrastructure.Audit.AuditQueries>().ListAsync(world.Cast.Priya, SubjectKind.Service, service.ToString(), null, 50, Cancel)).Items,
            line => line.Action == "service.reject-endpoint");
        Assert.Equal("Not ours.", told.Reason);

        // Somebody accepts it in AWS all the same.
        await world.PassAsync(NextResync, Cancel);
        await world.Ec2("payments-prod").AcceptVpcEndpointConnectionsAsync(
            new() { ServiceId = (await world.ServiceAsync(service, Cancel)).AwsServiceId, VpcEndpointIds = [endpoint] }, Cancel);
        await world.PassAsync(NextResync, Cancel);
        await world.SettleAsync(Cancel);
        Assert.Equal(State.Rejected, await StateAsync(world, service));
        await AssertBooksBalanceAsync(world);
    }

    [Fact]
    public async Task Only_the_providers_side_turns_away_and_never_without_a_reason()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        await world.AwaitedAsync(service, Cancel);
        var endpoint = await ArrivedAsync(world, service);

        await Assert.ThrowsAsync<SubjectNotFoundException>(() => Commands(world).RejectAsync(world.Cast.Amara, endpoint, new("Mine."), null, Cancel));
        await Assert.ThrowsAsync<SubjectNotFoundException>(() => Commands(world).RejectAsync(world.Cast.Priya, "vpce-0", new("Which?"), null, Cancel));
        await Assert.ThrowsAsync<InvalidInputException>(() => Commands(world).RejectAsync(world.Cast.Priya, endpoint, new(" "), null, Cancel));
        await Commands(world).RejectAsync(world.Cast.Nora, endpoint, new("Nobody knows it."), null, Cancel);
        Assert.Equal("Nobody knows it.", Assert.Single(await UnclaimedAsync(world)).RejectedBecause);
        await world.SettleAsync(Cancel);

        Assert.Equal(State.Rejected, await StateAsync(world, service));
    }

    [Fact]
    public async Task An_endpoint_of_the_right_account_is_given_to_the_connection_that_waits_for_it()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        var id = await world.AwaitedAsync(service, Cancel);
        var endpoint = await ArrivedAsync(world, service);
        Assert.Equal(id, Assert.Single(Assert.Single(await UnclaimedAsync(world)).WaitingConnectionIds!));

        await Commands(world).ClaimAsync(world.Cast.Priya, endpoint, new(id), null, Cancel);
        await world.SettleAsync(Cancel);

        var connection = await world.ConnectionAsync(id, Cancel);
        Assert.Equal((ConnectionStage.Available, endpoint), (connection.Stage, connection.VpcEndpointId));
        Assert.Empty(await UnclaimedAsync(world));
        await Assert.ThrowsAsync<SubjectNotFoundException>(() => Commands(world).RejectAsync(world.Cast.Priya, endpoint, new("Too late."), null, Cancel));
        await AssertBooksBalanceAsync(world);
    }

    [Fact]
    public async Task An_endpoint_of_another_account_is_not_given_away()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        var managed = await world.ConnectedAsync(service, Cancel);
        var id = await world.AwaitedAsync(service, Cancel);
        var endpoint = await ArrivedAsync(world, service, "storefront-prod");

        foreach (var connection in new[] { id, managed })
        {
            var refused = await Assert.ThrowsAsync<InvalidInputException>(
                () => Commands(world).ClaimAsync(world.Cast.Priya, endpoint, new(connection), null, Cancel));
            Assert.Equal("connectionId", Assert.Single(refused.Errors).Field);
        }

        Assert.Equal(ConnectionStage.AwaitingConsumer, (await world.ConnectionAsync(id, Cancel)).Stage);
    }

    private static UnclaimedEndpointCommands Commands(PortalWorld world) => world.Get<UnclaimedEndpointCommands>();

    private static Task<IReadOnlyList<UnclaimedEndpointView>> UnclaimedAsync(PortalWorld world) =>
        world.Get<UnclaimedEndpointQueries>().ListAsync(world.Cast.Priya, Cancel);

    /// <summary>An endpoint that somebody has made without asking, once the portal has seen it.</summary>
    private static async Task<string> ArrivedAsync(PortalWorld world, Guid service, string alias = "analytics-partner")
    {
        var endpoint = await world.CreateEndpointAsync(service, Cancel, alias);
        await world.PassAsync(NextResync, Cancel);
        await world.SettleAsync(Cancel);
        Assert.Equal(endpoint, Assert.Single(await UnclaimedAsync(world)).VpcEndpointId);
        return endpoint;
    }

    /// <summary>The state of the only endpoint that the provider's side shows.</summary>
    private static async Task<State> StateAsync(PortalWorld world, Guid service)
    {
        var request = new DescribeVpcEndpointConnectionsRequest
        {
            Filters = [new("service-id", [(await world.ServiceAsync(service, Cancel)).AwsServiceId])],
        };
        return Assert.Single((await world.Ec2("payments-prod").DescribeVpcEndpointConnectionsAsync(request, Cancel)).VpcEndpointConnections)
            .VpcEndpointState;
    }
}
