using Amazon.EC2;
using Amazon.EC2.Model;

namespace Portal.Sandbox.Tests.Faults;

/// <summary>Reads that are behind the world.</summary>
public sealed class ReadFaultTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_stale_read_shows_the_state_of_before()
    {
        await using var scene = await FaultScene.StartAsync();
        var id = await scene.ConnectAsync();
        await scene.Scene.AcceptAsync(scene.Service, id);
        scene.Scene.Sandbox.Clock.Advance(TimeSpan.FromSeconds(10));
        await scene.Scene.RejectAsync(scene.Service, id);
        scene.Scene.Sandbox.Clock.Advance(TimeSpan.FromSeconds(2));
        var rule = await scene.FaultAsync(new { action = "DescribeVpcEndpoints", effect = new { kind = "stale", seconds = 5 } });
        Assert.Equal(State.Available, (await scene.Scene.EndpointAsync(id)).State);
        Assert.Equal("rejected", Assert.Single(await scene.Scene.ConnectionsAsync(scene.Service)).VpcEndpointState.Value.ToLowerInvariant());
        scene.Scene.Sandbox.Clock.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal(State.Rejected, (await scene.Scene.EndpointAsync(id)).State);
        await scene.EndAsync(rule);
        Assert.Equal(State.Rejected, (await scene.Scene.EndpointAsync(id)).State);
    }

    [Fact]
    public async Task A_stale_read_shows_what_was_deleted_since_and_not_what_was_made_since()
    {
        await using var scene = await FaultScene.StartAsync();
        var old = await scene.ConnectAsync("app-az1");
        scene.Scene.Sandbox.Clock.Advance(TimeSpan.FromSeconds(10));
        await scene.Consumer.DeleteVpcEndpointsAsync(new() { VpcEndpointIds = [old] }, Cancel);
        var fresh = await scene.ConnectAsync("app-az2");
        Assert.Equal([fresh], await scene.ListedAsync());
        await scene.FaultAsync(new { account = "310000000001", times = 1, effect = new { kind = "stale", seconds = 5 } });
        Assert.Equal([old], await scene.ListedAsync());
        Assert.Equal([fresh], await scene.ListedAsync());
    }

    [Fact]
    public async Task What_is_too_young_is_neither_found_nor_listed()
    {
        await using var scene = await FaultScene.StartAsync();
        await scene.FaultAsync(new { effect = new { kind = "notYetVisible", seconds = 5 } });
        var id = await scene.ConnectAsync();
        await Refused.AsAsync("InvalidVpcEndpointId.NotFound", () => scene.Scene.EndpointAsync(id));
        Assert.Empty(await scene.ListedAsync());
        Assert.Empty(
            (await scene.Consumer.DescribeNetworkInterfacesAsync(
                new DescribeNetworkInterfacesRequest { Filters = [new("interface-type", ["vpc_endpoint"])] }, Cancel)).NetworkInterfaces ?? []);

        // It can be worked with all the same, as on AWS.
        await scene.Scene.AcceptAsync(scene.Service, id);
        scene.Scene.Sandbox.Clock.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal(State.Available, (await scene.Scene.EndpointAsync(id)).State);
        Assert.Equal([id], await scene.ListedAsync());
    }

    [Fact]
    public async Task A_lagging_list_lacks_what_is_found_by_its_id()
    {
        await using var scene = await FaultScene.StartAsync();
        await scene.FaultAsync(new { action = "DescribeVpcEndpoints", effect = new { kind = "listLag", seconds = 5 } });
        var id = await scene.ConnectAsync();
        Assert.Equal(id, (await scene.Scene.EndpointAsync(id)).VpcEndpointId);
        Assert.Empty(await scene.ListedAsync());
        scene.Scene.Sandbox.Clock.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal([id], await scene.ListedAsync());
    }
}
