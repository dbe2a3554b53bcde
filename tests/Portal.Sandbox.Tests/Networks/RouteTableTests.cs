using Amazon.EC2;
using Amazon.EC2.Model;

namespace Portal.Sandbox.Tests.Networks;

public sealed class RouteTableTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_edge_VPC_learns_the_way_to_its_data_centre_from_the_gateway_of_the_Direct_Connect()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var ec2 = sandbox.Ec2("payments-prod");
        var edge = sandbox.Account("payments-prod").Vpc("payments-edge");
        var gateway = Assert.Single((await ec2.DescribeVpnGatewaysAsync(new() { Filters = [new("attachment.vpc-id", [edge.VpcId])] }, Cancel)).VpnGateways);
        Assert.Equal(edge.DataCentre!.VirtualPrivateGatewayId, gateway.VpnGatewayId);
        Assert.Equal([("local", RouteOrigin.CreateRouteTable), (gateway.VpnGatewayId, RouteOrigin.EnableVgwRoutePropagation)], await RoutesAsync());

        await ec2.DetachVpnGatewayAsync(new() { VpcId = edge.VpcId, VpnGatewayId = gateway.VpnGatewayId }, Cancel);
        Assert.Equal([("local", RouteOrigin.CreateRouteTable)], await RoutesAsync());
        await ec2.AttachVpnGatewayAsync(new() { VpcId = edge.VpcId, VpnGatewayId = gateway.VpnGatewayId }, Cancel);
        await ec2.CreateRouteAsync(
            new() { RouteTableId = (await MainAsync()).RouteTableId, DestinationCidrBlock = edge.DataCentre.Cidrs[0], GatewayId = gateway.VpnGatewayId },
            Cancel);
        Assert.Equal([("local", RouteOrigin.CreateRouteTable), (gateway.VpnGatewayId, RouteOrigin.CreateRoute)], await RoutesAsync());

        async Task<RouteTable> MainAsync() => (await ec2.DescribeRouteTablesAsync(
            new() { Filters = [new("vpc-id", [edge.VpcId]), new("association.main", ["true"])] }, Cancel)).RouteTables.Single();

        async Task<List<(string, RouteOrigin)>> RoutesAsync() => [.. (await MainAsync()).Routes.Select(route => (route.GatewayId, route.Origin))];
    }

    [Fact]
    public async Task A_token_gives_the_same_table_again()
    {
        await using var scene = await Scene.StartAsync();
        var wish = new CreateRouteTableRequest { VpcId = scene.ConsumerVpc.VpcId, ClientToken = "once" };
        var first = (await scene.Consumer.CreateRouteTableAsync(wish, Cancel)).RouteTable.RouteTableId;
        Assert.Equal(first, (await scene.Consumer.CreateRouteTableAsync(wish, Cancel)).RouteTable.RouteTableId);
        Assert.Equal(2, (await scene.Consumer.DescribeRouteTablesAsync(new() { Filters = [new("vpc-id", [wish.VpcId])] }, Cancel)).RouteTables.Count);
    }

    [Fact]
    public async Task Subnets_go_by_one_table_and_a_deleted_subnet_leaves_it()
    {
        await using var scene = await Scene.StartAsync();
        var subnet = (await scene.Consumer.CreateSubnetAsync(
            new CreateSubnetRequest { VpcId = scene.ConsumerVpc.VpcId, CidrBlock = "10.20.99.0/24" }, Cancel)).Subnet.SubnetId;
        var table = (await scene.Consumer.CreateRouteTableAsync(new() { VpcId = scene.ConsumerVpc.VpcId }, Cancel)).RouteTable.RouteTableId;
        var association = (await scene.Consumer.AssociateRouteTableAsync(new() { RouteTableId = table, SubnetId = subnet }, Cancel)).AssociationId;
        Assert.Equal(association, (await scene.Consumer.AssociateRouteTableAsync(new() { RouteTableId = table, SubnetId = subnet }, Cancel)).AssociationId);
        await Refused.AsAsync("DependencyViolation", () => scene.Consumer.DeleteRouteTableAsync(new() { RouteTableId = table }, Cancel));
        await scene.Consumer.DeleteSubnetAsync(new(subnet), Cancel);
        await scene.Consumer.DeleteRouteTableAsync(new() { RouteTableId = table }, Cancel);
    }
}
