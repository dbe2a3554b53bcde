using System.Globalization;
using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;
using Portal.Sandbox.Resources;

namespace Portal.Sandbox.Networks.Subnets;

/// <summary>Lists the caller's subnets, and those that others share with it.</summary>
internal sealed class DescribeSubnets : Listing<Subnet>
{
    protected override string ListName => "subnetSet";

    protected override (string Parameter, IdKind Kind)? Ids => ("SubnetId", IdKind.Subnet);

    protected override FilterSet<Subnet> Filters { get; } = new FilterSet<Subnet>((call, subnet) => subnet.OwnerId == call.AccountId ? subnet.Id : null)
        .On("subnet-id", (_, subnet) => subnet.Id)
        .On("vpc-id", (_, subnet) => subnet.VpcId)
        .On("owner-id", (_, subnet) => subnet.OwnerId)
        .On("subnet-arn", (_, subnet) => SubnetWriting.Arn(subnet))
        .On("cidr-block", (_, subnet) => subnet.Cidr)
        .On("available-ip-address-count", (call, subnet) => InterfaceAddresses.Free(call.Store, subnet, call.Now).ToString(CultureInfo.InvariantCulture))
        .On("enable-dns64", (_, _) => "false")
        .On("ipv6-native", (_, _) => "false")
        .On("map-customer-owned-ip-on-launch", (_, _) => "false")
        .On("private-dns-name-options-on-launch.hostname-type", (_, _) => "ip-name")
        .On("private-dns-name-options-on-launch.enable-resource-name-dns-a-record", (_, _) => "false")
        .On("private-dns-name-options-on-launch.enable-resource-name-dns-aaaa-record", (_, _) => "false")
        .OnAny("customer-owned-ipv4-pool", (_, _) => [])
        .OnAny("enable-lni-at-device-index", (_, _) => [])
        .OnAny("outpost-arn", (_, _) => [])
        .OnAny("ipv6-cidr-block-association.ipv6-cidr-block", (_, _) => [])
        .OnAny("ipv6-cidr-block-association.association-id", (_, _) => [])
        .OnAny("ipv6-cidr-block-association.state", (_, _) => [])
        .On("availability-zone", (call, subnet) => call.Account.ZoneName(subnet.ZoneId))
        .On("availability-zone-id", (_, subnet) => subnet.ZoneId)
        .On("state", (_, _) => "available")
        .On("default-for-az", (_, _) => "false")
        .On("map-public-ip-on-launch", (_, _) => "false");

    protected override IEnumerable<Subnet> Visible(Call call) => call.VisibleSubnets();

    protected override void Write(Call call, ReplyWriter reply, Subnet subnet) => reply.Subnet(call, subnet);
}
