using Amazon.EC2;
using Amazon.EC2.Model;

namespace Portal.Sandbox.Tests.Judges.Tours;

/// <summary>Route tables, and virtual private gateways with what they announce.</summary>
internal sealed class RouteTour(TestSandbox sandbox)
{
    private const string Nobody = "0aaaaaaaaaaaaaaaa";
    private readonly AmazonEC2Client _ec2 = sandbox.Ec2("quarry-saas");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async Task TakeAsync()
    {
        var vpc = (await _ec2.CreateVpcAsync(new CreateVpcRequest { CidrBlock = "10.95.0.0/16" }, Cancel)).Vpc.VpcId;
        var subnet = (await _ec2.CreateSubnetAsync(new CreateSubnetRequest { VpcId = vpc, CidrBlock = "10.95.1.0/24" }, Cancel)).Subnet.SubnetId;
        var gateway = await GatewayAsync(vpc);
        var table = await TableAsync(vpc, subnet);
        await RoutesAsync(table, vpc, gateway);
        await PropagationAsync(table, gateway);
        await _ec2.DetachVpnGatewayAsync(new() { VpcId = vpc, VpnGatewayId = gateway }, Cancel);
        await Refused.AsAsync("InvalidVpnGatewayAttachment.NotFound", () => _ec2.DetachVpnGatewayAsync(new() { VpcId = vpc, VpnGatewayId = gateway }, Cancel));
        Assert.Contains(RouteState.Blackhole, (await SeenAsync(table)).Routes.Select(route => route.State));
        await _ec2.DeleteVpnGatewayAsync(new() { VpnGatewayId = gateway }, Cancel);
        await _ec2.DescribeVpnGatewaysAsync(new() { VpnGatewayIds = [gateway] }, Cancel);
        await Refused.AsAsync("InvalidVpnGatewayID.NotFound", () => _ec2.DeleteVpnGatewayAsync(new() { VpnGatewayId = gateway }, Cancel));
        await Refused.AsAsync("DependencyViolation", () => _ec2.DeleteRouteTableAsync(new() { RouteTableId = table }, Cancel));
        var association = (await SeenAsync(table)).Associations.Single().RouteTableAssociationId;
        await _ec2.DisassociateRouteTableAsync(new() { AssociationId = association }, Cancel);
        await Refused.AsAsync("InvalidAssociationID.NotFound", () => _ec2.DisassociateRouteTableAsync(new() { AssociationId = association }, Cancel));
        await _ec2.DeleteRouteTableAsync(new() { RouteTableId = table }, Cancel);
        await Refused.AsAsync("InvalidRouteTableID.NotFound", () => SeenAsync(table));
    }

    private async Task<string> GatewayAsync(string vpc)
    {
        var gateway = (await _ec2.CreateVpnGatewayAsync(new() { Type = GatewayType.Ipsec1, AmazonSideAsn = 4200000000 }, Cancel)).VpnGateway.VpnGatewayId;
        await Refused.AsAsync("InvalidParameterValue", () => _ec2.CreateVpnGatewayAsync(new() { Type = "pigeon" }, Cancel));
        await _ec2.AttachVpnGatewayAsync(new() { VpcId = vpc, VpnGatewayId = gateway }, Cancel);
        await Refused.AsAsync("InvalidVpnGatewayID.NotFound", () => _ec2.AttachVpnGatewayAsync(new() { VpcId = vpc, VpnGatewayId = "vgw-" + Nobody }, Cancel));
        await Refused.AsAsync("IncorrectState", () => _ec2.DeleteVpnGatewayAsync(new() { VpnGatewayId = gateway }, Cancel));
        Assert.Equal(vpc, Assert.Single(
            (await _ec2.DescribeVpnGatewaysAsync(new() { Filters = [new("attachment.vpc-id", [vpc])] }, Cancel)).VpnGateways).VpcAttachments.Single().VpcId);
        await Refused.AsAsync("InvalidVpnGatewayID.NotFound", () => _ec2.DescribeVpnGatewaysAsync(new() { VpnGatewayIds = ["vgw-" + Nobody] }, Cancel));
        return gateway;
    }

    private async Task<string> TableAsync(string vpc, string subnet)
    {
        var table = (await _ec2.CreateRouteTableAsync(
            new() { VpcId = vpc, TagSpecifications = [new() { ResourceType = ResourceType.RouteTable, Tags = [new("Name", "tour")] }] },
            Cancel)).RouteTable.RouteTableId;
        await Refused.AsAsync("InvalidVpcID.NotFound", () => _ec2.CreateRouteTableAsync(new() { VpcId = "vpc-" + Nobody }, Cancel));
        await _ec2.AssociateRouteTableAsync(new() { RouteTableId = table, SubnetId = subnet }, Cancel);
        var main =
            (await _ec2.DescribeRouteTablesAsync(new() { Filters = [new("vpc-id", [vpc]), new("association.main", ["true"])] }, Cancel)).RouteTables.Single();
        await Refused.AsAsync(
            "Resource.AlreadyAssociated", () => _ec2.AssociateRouteTableAsync(new() { RouteTableId = main.RouteTableId, SubnetId = subnet }, Cancel));
        await Refused.AsAsync(
            "InvalidParameterValue",
            () => _ec2.DisassociateRouteTableAsync(new() { AssociationId = main.Associations.Single().RouteTableAssociationId }, Cancel));
        return table;
    }

    private async Task RoutesAsync(string table, string vpc, string gateway)
    {
        await _ec2.CreateRouteAsync(new() { RouteTableId = table, DestinationCidrBlock = "192.168.0.0/16", GatewayId = gateway }, Cancel);
        await Refused.AsAsync(
            "RouteAlreadyExists",
            () => _ec2.CreateRouteAsync(new() { RouteTableId = table, DestinationCidrBlock = "192.168.0.0/16", GatewayId = gateway }, Cancel));
        await Refused.AsAsync(
            "InvalidInternetGatewayID.NotFound",
            () => _ec2.CreateRouteAsync(new() { RouteTableId = table, DestinationCidrBlock = "0.0.0.0/0", GatewayId = "igw-" + Nobody }, Cancel));
        await Refused.AsAsync(
            "InvalidNatGatewayID.NotFound",
            () => _ec2.CreateRouteAsync(new() { RouteTableId = table, DestinationCidrBlock = "0.0.0.0/0", NatGatewayId = "nat-" + Nobody }, Cancel));
        await Refused.AsAsync(
            "InvalidParameterValue",
            () => _ec2.CreateRouteAsync(new() { RouteTableId = table, DestinationCidrBlock = "everywhere", GatewayId = gateway }, Cancel));
        await _ec2.CreateRouteAsync(new() { RouteTableId = table, DestinationCidrBlock = "172.16.0.0/12", GatewayId = gateway }, Cancel);
        await _ec2.DeleteRouteAsync(new() { RouteTableId = table, DestinationCidrBlock = "172.16.0.0/12" }, Cancel);
        await Refused.AsAsync(
            "InvalidRoute.NotFound", () => _ec2.DeleteRouteAsync(new() { RouteTableId = table, DestinationCidrBlock = "172.16.0.0/12" }, Cancel));
        await Refused.AsAsync(
            "InvalidParameterValue", () => _ec2.DeleteRouteAsync(new() { RouteTableId = table, DestinationCidrBlock = "10.95.0.0/16" }, Cancel));
        await Refused.AsAsync("DependencyViolation", () => _ec2.DeleteVpcAsync(new(vpc), Cancel));
    }

    private async Task PropagationAsync(string table, string gateway)
    {
        await _ec2.EnableVgwRoutePropagationAsync(new() { RouteTableId = table, GatewayId = gateway }, Cancel);
        await Refused.AsAsync(
            "InvalidVpnGatewayID.NotFound", () => _ec2.EnableVgwRoutePropagationAsync(new() { RouteTableId = table, GatewayId = "vgw-" + Nobody }, Cancel));
        Assert.Equal(gateway, (await SeenAsync(table)).PropagatingVgws.Single().GatewayId);
        await _ec2.DisableVgwRoutePropagationAsync(new() { RouteTableId = table, GatewayId = gateway }, Cancel);
        await Refused.AsAsync(
            "InvalidRouteTableID.NotFound", () => _ec2.DisableVgwRoutePropagationAsync(new() { RouteTableId = "rtb-" + Nobody, GatewayId = gateway }, Cancel));
    }

    private async Task<RouteTable> SeenAsync(string table) =>
        (await _ec2.DescribeRouteTablesAsync(new() { RouteTableIds = [table] }, Cancel)).RouteTables.Single();
}
