using Amazon.EC2.Model;

namespace Portal.Sandbox.Tests.Endpoints;

public sealed class ModifyVpcEndpointTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Subnets_and_groups_are_added_and_removed_with_their_interfaces()
    {
        await using var scene = await Scene.StartAsync();
        var endpoint = await scene.ConnectAsync(await scene.PublishAsync(acceptance: false), "app-az1");
        var web = scene.ConsumerVpc.SecurityGroups.Single(group => group.Name == "web").GroupId;
        await scene.Consumer.ModifyVpcEndpointAsync(new()
        {
            VpcEndpointId = endpoint.VpcEndpointId,
            AddSubnetIds = [scene.Subnet("app-az2")],
            RemoveSubnetIds = [scene.Subnet("app-az1")],
            AddSecurityGroupIds = [web],
            RemoveSecurityGroupIds = [endpoint.Groups[0].GroupId],
        }, Cancel);
        var changed = await scene.EndpointAsync(endpoint.VpcEndpointId);
        Assert.Equal([scene.Subnet("app-az2")], changed.SubnetIds);
        Assert.Equal(web, Assert.Single(changed.Groups).GroupId);
        var card = Assert.Single((await scene.Consumer.DescribeNetworkInterfacesAsync(new DescribeNetworkInterfacesRequest(), Cancel)).NetworkInterfaces);
        Assert.Equal((scene.Subnet("app-az2"), web), (card.SubnetId, card.Groups.Single().GroupId));
    }

    [Fact]
    public async Task A_new_fixed_address_replaces_the_interface()
    {
        await using var scene = await Scene.StartAsync();
        var endpoint = await scene.ConnectAsync(await scene.PublishAsync(acceptance: false), "app-az1");
        await scene.Consumer.ModifyVpcEndpointAsync(
            new() { VpcEndpointId = endpoint.VpcEndpointId, SubnetConfigurations = [new() { SubnetId = scene.Subnet("app-az1"), Ipv4 = "10.20.0.200" }] },
            Cancel);
        var card = Assert.Single((await scene.Consumer.DescribeNetworkInterfacesAsync(new DescribeNetworkInterfacesRequest(), Cancel)).NetworkInterfaces);
        Assert.Equal("10.20.0.200", card.PrivateIpAddress);
        Assert.NotEqual(endpoint.NetworkInterfaceIds[0], card.NetworkInterfaceId);
        Assert.Equal([card.NetworkInterfaceId], (await scene.EndpointAsync(endpoint.VpcEndpointId)).NetworkInterfaceIds);
    }

    [Fact]
    public async Task A_refused_change_changes_nothing()
    {
        await using var scene = await Scene.StartAsync();
        var endpoint = await scene.ConnectAsync(await scene.PublishAsync(acceptance: false), "app-az1");
        var web = scene.ConsumerVpc.SecurityGroups.Single(group => group.Name == "web").GroupId;
        await Refused.AsAsync("DuplicateSubnetsInSameZone", () => scene.Consumer.ModifyVpcEndpointAsync(
            new()
            {
                VpcEndpointId = endpoint.VpcEndpointId,
                AddSecurityGroupIds = [web],
                AddSubnetIds = [scene.Subnet("app-az2"), scene.Subnet("batch-az1")],
            }, Cancel));
        var unchanged = await scene.EndpointAsync(endpoint.VpcEndpointId);
        Assert.Equal(endpoint.SubnetIds, unchanged.SubnetIds);
        Assert.Equal(endpoint.Groups.Select(group => group.GroupId), unchanged.Groups.Select(group => group.GroupId));
        Assert.Equal(
            endpoint.NetworkInterfaceIds,
            (await scene.Consumer.DescribeNetworkInterfacesAsync(new DescribeNetworkInterfacesRequest(), Cancel)).NetworkInterfaces.Select(
                card => card.NetworkInterfaceId));
    }

    [Fact]
    public async Task The_last_group_stays_and_a_rejected_endpoint_is_not_changed()
    {
        await using var scene = await Scene.StartAsync();
        var service = await scene.PublishAsync();
        var endpoint = await scene.ConnectAsync(service, "app-az1");
        await Refused.AsAsync(
            "InvalidParameter", () => scene.Consumer.ModifyVpcEndpointAsync(
                new() { VpcEndpointId = endpoint.VpcEndpointId, RemoveSecurityGroupIds = [endpoint.Groups[0].GroupId] }, Cancel));
        await scene.RejectAsync(service, endpoint.VpcEndpointId);
        await Refused.AsAsync(
            "IncorrectState",
            () => scene.Consumer.ModifyVpcEndpointAsync(new() { VpcEndpointId = endpoint.VpcEndpointId, AddSubnetIds = [scene.Subnet("app-az2")] }, Cancel));
    }
}
