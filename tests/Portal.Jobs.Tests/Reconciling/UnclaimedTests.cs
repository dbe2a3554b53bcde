using Amazon.EC2;
using Amazon.EC2.Model;
using Portal.Domain;
using Portal.Domain.Audit;
using Portal.Domain.Connections;
using Portal.Domain.Networking;
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
        Assert.Equal((VpcEndpointState.Rejected, "Not ours."), Assert.Single(await UnclaimedAsync(world)) is var shown
            ? (shown.AwsState, shown.RejectedBecause)
            : default);
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
    public async Task A_rejection_that_is_taken_back_leaves_the_endpoint_held_until_it_is_given_to_a_connection()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        var id = await world.AwaitedAsync(service, Cancel);
        var endpoint = await ArrivedAsync(world, service);
        await Commands(world).RejectAsync(world.Cast.Priya, endpoint, new("Not ours."), null, Cancel);
        await world.SettleAsync(Cancel);
        var refused = await Assert.ThrowsAsync<InvalidInputException>(
            () => Commands(world).ClaimAsync(world.Cast.Priya, endpoint, new(id), null, Cancel));
        Assert.Equal("vpcEndpointId", refused.Errors[0].Field);
        await Assert.ThrowsAsync<SubjectNotFoundException>(() => Commands(world).LiftRejectionAsync(world.Cast.Amara, endpoint, Cancel));
        await Assert.ThrowsAsync<SubjectNotFoundException>(() => Commands(world).LiftRejectionAsync(world.Cast.Priya, "vpce-0", Cancel));

        await Commands(world).LiftRejectionAsync(world.Cast.Priya, endpoint, Cancel);
        await Commands(world).LiftRejectionAsync(world.Cast.Nora, endpoint, Cancel);
        await world.PassAsync(NextResync, Cancel);
        await world.SettleAsync(Cancel);
        var held = Assert.Single(await UnclaimedAsync(world));
        Assert.Equal((true, null, VpcEndpointState.Rejected), (held.RejectionLifted, held.RejectedBecause, held.AwsState));
        Assert.Equal(State.Rejected, await StateAsync(world, service));

        await Commands(world).ClaimAsync(world.Cast.Priya, endpoint, new(id), null, Cancel);
        await world.SettleAsync(Cancel);
        if (Switches.RejectedCanBeAccepted)
        {
            Assert.Equal((ConnectionStage.Available, State.Available), ((await world.ConnectionAsync(id, Cancel)).Stage, await StateAsync(world, service)));
        }

        await AssertBooksBalanceAsync(world);
    }

    [Fact]
    public async Task A_rejection_that_was_taken_back_can_be_said_again()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        await world.AwaitedAsync(service, Cancel);
        var endpoint = await ArrivedAsync(world, service);
        await Commands(world).RejectAsync(world.Cast.Priya, endpoint, new("Not ours."), null, Cancel);
        await world.SettleAsync(Cancel);
        await Commands(world).LiftRejectionAsync(world.Cast.Priya, endpoint, Cancel);

        // Held means that nobody turns it away when somebody accepts it in AWS.
        await world.Ec2("payments-prod").AcceptVpcEndpointConnectionsAsync(
            new() { ServiceId = (await world.ServiceAsync(service, Cancel)).AwsServiceId, VpcEndpointIds = [endpoint] }, Cancel);
        await world.PassAsync(NextResync, Cancel);
        await world.SettleAsync(Cancel);
        Assert.Equal(State.Available, await StateAsync(world, service));

        await Commands(world).RejectAsync(world.Cast.Priya, endpoint, new("Still not ours."), null, Cancel);
        await world.SettleAsync(Cancel);
        Assert.Equal(State.Rejected, await StateAsync(world, service));
        Assert.Equal("Still not ours.", Assert.Single(await UnclaimedAsync(world)).RejectedBecause);
        await AssertBooksBalanceAsync(world);
    }

    [Fact]
    public async Task Who_owns_the_endpoints_account_sees_it_with_what_to_do_and_nothing_of_the_providers_reasons()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        var id = await world.AwaitedAsync(service, Cancel);
        var endpoint = await ArrivedAsync(world, service);
        var queries = world.Get<UnclaimedEndpointQueries>();

        var own = Assert.Single(await queries.ListAsync(world.Cast.Amara, Cancel));
        Assert.Equal((endpoint, Party.Consumer, VpcEndpointState.PendingAcceptance), (own.VpcEndpointId, own.Side, own.AwsState));
        Assert.Equal(("Enter its id on the page of your connection that waits for its endpoint", id), (own.Advice, Assert.Single(own.WaitingConnectionIds!)));
        Assert.Equal((await world.ServiceAsync(service, Cancel)).AwsServiceName, own.ServiceName);
        Assert.Empty(await queries.ListAsync(world.Cast.Chen, Cancel));
        Assert.Equal(Party.Provider, Assert.Single(await queries.ListAsync(world.Cast.Priya, Cancel)).Side);

        await Commands(world).RejectAsync(world.Cast.Priya, endpoint, new("A secret reason."), null, Cancel);
        await world.SettleAsync(Cancel);
        own = Assert.Single(await queries.ListAsync(world.Cast.Amara, Cancel));
        Assert.Equal((VpcEndpointState.Rejected, null), (own.AwsState, own.RejectedBecause));
        Assert.StartsWith("The provider has rejected it", own.Advice, StringComparison.Ordinal);
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
