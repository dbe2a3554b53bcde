using Amazon.EC2;
using Amazon.EC2.Model;

namespace Portal.Sandbox.Tests.Endpoints;

public sealed class ConnectionFlowTests
{
    private static readonly SandboxDelays Slow = new()
    {
        EndpointPending = TimeSpan.FromSeconds(10),
        EndpointDeleting = TimeSpan.FromSeconds(10),
        DeletedListed = TimeSpan.FromSeconds(10),
        EndpointModifying = TimeSpan.FromSeconds(10),
    };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_endpoint_waits_for_acceptance_becomes_pending_and_then_available()
    {
        await using var scene = await Scene.StartAsync(Slow);
        var service = await scene.PublishAsync();
        var endpoint = await scene.ConnectAsync(service, "app-az1", "app-az2");
        Assert.Equal(State.PendingAcceptance, endpoint.State);
        Assert.Equal(State.PendingAcceptance, Assert.Single(await scene.ConnectionsAsync(service)).VpcEndpointState);

        Assert.Empty(await scene.AcceptAsync(service, endpoint.VpcEndpointId));
        Assert.Equal(State.Pending, (await scene.EndpointAsync(endpoint.VpcEndpointId)).State);
        scene.Sandbox.Clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(State.Available, (await scene.EndpointAsync(endpoint.VpcEndpointId)).State);
        Assert.Equal(State.Available, Assert.Single(await scene.ConnectionsAsync(service)).VpcEndpointState);
    }

    [Fact]
    public async Task Without_acceptance_required_it_becomes_available_by_itself()
    {
        await using var scene = await Scene.StartAsync(Slow);
        var endpoint = await scene.ConnectAsync(await scene.PublishAsync(acceptance: false), "app-az1");
        Assert.Equal(State.Pending, endpoint.State);
        scene.Sandbox.Clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(State.Available, (await scene.EndpointAsync(endpoint.VpcEndpointId)).State);
    }

    [Fact]
    public async Task States_go_over_the_wire_in_lower_camel()
    {
        await using var scene = await Scene.StartAsync();
        await scene.ConnectAsync(await scene.PublishAsync(), "app-az1");
        var (_, reply) = await new RawRequest(scene.Sandbox, "storefront-prod").SendAsync("Action=DescribeVpcEndpoints&Version=2016-11-15");
        Assert.Contains("<state>pendingAcceptance</state>", reply, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_deleted_endpoint_is_deleting_then_deleted_then_not_found()
    {
        await using var scene = await Scene.StartAsync(Slow);
        var service = await scene.PublishAsync();
        var endpoint = await scene.ConnectAsync(service, "app-az1");
        var free = await FreeAsync(scene, "app-az1");
        Assert.Empty((await scene.Consumer.DeleteVpcEndpointsAsync(new() { VpcEndpointIds = [endpoint.VpcEndpointId] }, Cancel)).Unsuccessful ?? []);
        Assert.Equal(State.Deleting, (await scene.EndpointAsync(endpoint.VpcEndpointId)).State);
        Assert.Equal(free, await FreeAsync(scene, "app-az1"));

        scene.Sandbox.Clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(State.Deleted, (await scene.EndpointAsync(endpoint.VpcEndpointId)).State);
        Assert.Equal(State.Deleted, Assert.Single(await scene.ConnectionsAsync(service)).VpcEndpointState);
        Assert.Equal(free + 1, await FreeAsync(scene, "app-az1"));

        scene.Sandbox.Clock.Advance(TimeSpan.FromSeconds(10));
        await Refused.AsAsync("InvalidVpcEndpointId.NotFound", () => scene.EndpointAsync(endpoint.VpcEndpointId));
        Assert.Empty(await scene.ConnectionsAsync(service));
        var again = await scene.Consumer.DeleteVpcEndpointsAsync(new() { VpcEndpointIds = [endpoint.VpcEndpointId] }, Cancel);
        Assert.Equal("InvalidVpcEndpoint.NotFound", Assert.Single(again.Unsuccessful).Error.Code);
    }

    [Fact]
    public async Task The_provider_may_reject_an_available_endpoint_and_accept_it_again()
    {
        await using var scene = await Scene.StartAsync();
        var service = await scene.PublishAsync();
        var id = (await scene.ConnectAsync(service, "app-az1")).VpcEndpointId;
        await scene.AcceptAsync(service, id);
        Assert.Empty(await scene.RejectAsync(service, id));
        Assert.Equal(State.Rejected, (await scene.EndpointAsync(id)).State);
        Assert.Empty(await scene.RejectAsync(service, id));
        Assert.Empty(await scene.AcceptAsync(service, id));
        Assert.Equal(State.Available, (await scene.EndpointAsync(id)).State);
    }

    [Fact]
    public async Task Accepting_twice_changes_nothing_the_second_time()
    {
        await using var scene = await Scene.StartAsync(Slow);
        var service = await scene.PublishAsync();
        var id = (await scene.ConnectAsync(service, "app-az1")).VpcEndpointId;
        await scene.AcceptAsync(service, id);
        scene.Sandbox.Clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Empty(await scene.AcceptAsync(service, id));
        Assert.Equal(State.Available, (await scene.EndpointAsync(id)).State);
    }

    [Fact]
    public async Task An_endpoint_of_another_service_is_refused_inside_a_reply_of_200()
    {
        await using var scene = await Scene.StartAsync();
        var (one, other) = (await scene.PublishAsync(), await scene.PublishAsync());
        var id = (await scene.ConnectAsync(other, "app-az1")).VpcEndpointId;
        var refused = Assert.Single(await scene.AcceptAsync(one, id));
        Assert.Equal(id, refused.ResourceId);
        Assert.Equal("InvalidVpcEndpointId.NotFound", refused.Error.Code);
        Assert.Equal(State.PendingAcceptance, (await scene.EndpointAsync(id)).State);
    }

    [Fact]
    public async Task Removing_the_principal_leaves_the_connection_alive_but_hides_the_service()
    {
        await using var scene = await Scene.StartAsync();
        var service = await scene.PublishAsync();
        var id = (await scene.ConnectAsync(service, "app-az1")).VpcEndpointId;
        await scene.AcceptAsync(service, id);
        await scene.Provider.ModifyVpcEndpointServicePermissionsAsync(
            new() { ServiceId = service.ServiceId, RemoveAllowedPrincipals = [scene.ConsumerRoot] }, Cancel);
        Assert.Equal(State.Available, (await scene.EndpointAsync(id)).State);
        await Refused.AsAsync("InvalidServiceName", () => scene.ConnectAsync(service, "app-az1"));
    }

    [Fact]
    public async Task The_provider_sees_neither_the_consumers_tags_nor_can_it_filter_by_them()
    {
        await using var scene = await Scene.StartAsync();
        var service = await scene.PublishAsync();
        var wish = scene.Wish(service, "app-az1");
        wish.TagSpecifications = [new() { ResourceType = ResourceType.VpcEndpoint, Tags = [new("secret", "plans")] }];
        await scene.Consumer.CreateVpcEndpointAsync(wish, Cancel);
        Assert.Empty(Assert.Single(await scene.ConnectionsAsync(service)).Tags ?? []);
        var filtered = await scene.Provider.DescribeVpcEndpointConnectionsAsync(new() { Filters = [new("tag:secret", ["plans"])] }, Cancel);
        Assert.Empty(filtered.VpcEndpointConnections ?? []);
    }

    [Fact]
    public async Task Nobody_else_sees_an_endpoint_or_a_connection()
    {
        await using var scene = await Scene.StartAsync();
        var service = await scene.PublishAsync();
        var id = (await scene.ConnectAsync(service, "app-az1")).VpcEndpointId;
        var stranger = scene.Sandbox.Ec2("analytics-prod");
        Assert.Empty((await stranger.DescribeVpcEndpointsAsync(new(), Cancel)).VpcEndpoints ?? []);
        Assert.Empty((await stranger.DescribeVpcEndpointConnectionsAsync(new(), Cancel)).VpcEndpointConnections ?? []);
        await Refused.AsAsync(
            "InvalidVpcEndpointId.NotFound", () => stranger.DescribeVpcEndpointsAsync(new DescribeVpcEndpointsRequest { VpcEndpointIds = [id] }, Cancel));
        Assert.Equal(
            "InvalidVpcEndpoint.NotFound",
            Assert.Single((await stranger.DeleteVpcEndpointsAsync(new() { VpcEndpointIds = [id] }, Cancel)).Unsuccessful).Error.Code);
        await Refused.AsAsync(
            "InvalidVpcEndpointServiceId.NotFound",
            () => stranger.AcceptVpcEndpointConnectionsAsync(new() { ServiceId = service.ServiceId, VpcEndpointIds = [id] }, Cancel));
    }

    [Fact]
    public async Task Changes_to_one_endpoint_are_made_one_at_a_time()
    {
        await using var scene = await Scene.StartAsync(Slow);
        var service = await scene.PublishAsync();
        var id = (await scene.ConnectAsync(service, "app-az1")).VpcEndpointId;
        await scene.AcceptAsync(service, id);
        var change = new ModifyVpcEndpointRequest { VpcEndpointId = id, AddSubnetIds = [scene.Subnet("app-az2")] };
        await Refused.AsAsync("InvalidParameter", () => scene.Consumer.ModifyVpcEndpointAsync(change, Cancel));

        scene.Sandbox.Clock.Advance(TimeSpan.FromSeconds(10));
        await scene.Consumer.ModifyVpcEndpointAsync(change, Cancel);
        await Refused.AsAsync("OperationInProgress", () => scene.Consumer.ModifyVpcEndpointAsync(change, Cancel));
        Assert.Equal(State.Pending, (await scene.EndpointAsync(id)).State);

        scene.Sandbox.Clock.Advance(TimeSpan.FromSeconds(10));
        var endpoint = await scene.EndpointAsync(id);
        Assert.Equal(State.Available, endpoint.State);
        Assert.Equal(2, endpoint.SubnetIds.Count);
        Assert.Equal(2, endpoint.NetworkInterfaceIds.Count);
    }

    private static async Task<int?> FreeAsync(Scene scene, string subnet) =>
        (await scene.Consumer.DescribeSubnetsAsync(
            new DescribeSubnetsRequest { SubnetIds = [scene.Subnet(subnet)] }, Cancel)).Subnets.Single().AvailableIpAddressCount;
}
