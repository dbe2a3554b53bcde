using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;
using Portal.Sandbox.Resources;

namespace Portal.Sandbox.Networks.Vpcs;

/// <summary>Lists the caller's VPCs, and those of which others share a subnet with it.</summary>
internal sealed class DescribeVpcs : Listing<Vpc>
{
    protected override string ListName => "vpcSet";

    protected override (string Parameter, IdKind Kind)? Ids => ("VpcId", IdKind.Vpc);

    protected override FilterSet<Vpc> Filters { get; } = new FilterSet<Vpc>((call, vpc) => vpc.OwnerId == call.AccountId ? vpc.Id : null)
        .On("vpc-id", (_, vpc) => vpc.Id)
        .On("owner-id", (_, vpc) => vpc.OwnerId)
        .On("cidr", (_, vpc) => vpc.Cidr)
        .On("cidr-block-association.cidr-block", (_, vpc) => vpc.Cidr)
        .On("cidr-block-association.association-id", (_, vpc) => VpcWriting.AssociationId(vpc))
        .On("cidr-block-association.state", (_, _) => "associated")
        .OnAny("ipv6-cidr-block-association.ipv6-cidr-block", (_, _) => [])
        .OnAny("ipv6-cidr-block-association.ipv6-pool", (_, _) => [])
        .OnAny("ipv6-cidr-block-association.association-id", (_, _) => [])
        .OnAny("ipv6-cidr-block-association.state", (_, _) => [])
        .On("dhcp-options-id", (_, vpc) => VpcWriting.DhcpOptionsId(vpc))
        .On("state", (_, _) => "available")
        .On("is-default", (_, _) => "false");

    protected override IEnumerable<Vpc> Visible(Call call) => call.Store.Vpcs.OwnedBy(call.AccountId)
        .Where(vpc => vpc.Region == call.Region)
        .UnionBy(call.VisibleSubnets().Select(subnet => call.Store.Vpcs.Find(subnet.VpcId)).OfType<Vpc>(), vpc => vpc.Id)
        .OrderBy(vpc => vpc.Id, StringComparer.Ordinal);

    protected override void Write(Call call, ReplyWriter reply, Vpc vpc) => reply.Vpc(call, vpc);
}
