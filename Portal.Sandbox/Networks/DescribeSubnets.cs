using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;
using Portal.Sandbox.Tags;

namespace Portal.Sandbox.Networks;

/// <summary>Lists the caller's subnets, with the addresses that are really free.</summary>
internal sealed class DescribeSubnets : Listing<Subnet>
{
    protected override string ListName => "subnetSet";

    protected override (string Parameter, IdKind Kind)? Ids => ("SubnetId", IdKind.Subnet);

    protected override FilterSet<Subnet> Filters { get; } = new FilterSet<Subnet>()
        .On("subnet-id", (_, subnet) => subnet.Id)
        .On("vpc-id", (_, subnet) => subnet.VpcId)
        .On("owner-id", (_, subnet) => subnet.OwnerId)
        .On("cidr-block", (_, subnet) => subnet.Cidr)
        .On("availability-zone", (call, subnet) => call.Account.ZoneName(subnet.ZoneId))
        .On("availability-zone-id", (_, subnet) => subnet.ZoneId)
        .On("state", (_, _) => "available")
        .On("default-for-az", (_, _) => "false")
        .On("map-public-ip-on-launch", (_, _) => "false");

    protected override IEnumerable<Subnet> Visible(Call call) => call.Store.Subnets.OwnedBy(call.AccountId).Where(subnet => subnet.Region == call.Region);

    protected override void Write(Call call, ReplyWriter reply, Subnet subnet)
    {
        reply.Text("subnetId", subnet.Id);
        reply.Text("subnetArn", $"arn:aws:ec2:{subnet.Region}:{subnet.OwnerId}:subnet/{subnet.Id}");
        reply.Text("state", "available");
        reply.Text("ownerId", subnet.OwnerId);
        reply.Text("vpcId", subnet.VpcId);
        reply.Text("cidrBlock", subnet.Cidr);
        reply.Number("availableIpAddressCount", InterfaceAddresses.Free(call.Store, subnet, call.Now));
        reply.Text("availabilityZone", call.Account.ZoneName(subnet.ZoneId));
        reply.Text("availabilityZoneId", subnet.ZoneId);
        reply.Flag("defaultForAz", false);
        reply.Flag("mapPublicIpOnLaunch", false);
        reply.Flag("assignIpv6AddressOnCreation", false);
        reply.Flag("ipv6Native", false);
        reply.Tags(call, subnet.Id);
    }
}
