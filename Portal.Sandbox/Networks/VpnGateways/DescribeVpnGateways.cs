using System.Globalization;
using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;
using Portal.Sandbox.Resources;

namespace Portal.Sandbox.Networks.VpnGateways;

/// <summary>Lists the caller's virtual private gateways; AWS gives them without pages.</summary>
internal sealed class DescribeVpnGateways : Listing<VpnGateway>
{
    protected override string ListName => "vpnGatewaySet";

    protected override (string Parameter, IdKind Kind)? Ids => ("VpnGatewayId", IdKind.VpnGateway);

    protected override FilterSet<VpnGateway> Filters { get; } = new FilterSet<VpnGateway>()
        .On("vpn-gateway-id", (_, gateway) => gateway.Id)
        .On("state", (call, gateway) => gateway.States.At(call.Now))
        .On("type", (_, _) => "ipsec.1")
        .On("amazon-side-asn", (_, gateway) => gateway.Asn.ToString(CultureInfo.InvariantCulture))
        .On("attachment.vpc-id", (_, gateway) => gateway.VpcId)
        .On("attachment.state", (_, gateway) => gateway.AttachmentState)
        .OnAny("availability-zone", (_, _) => []);

    protected override IEnumerable<VpnGateway> Visible(Call call) =>
        call.Store.VpnGateways.OwnedBy(call.AccountId).Where(gateway => gateway.Region == call.Region);

    protected override void Write(Call call, ReplyWriter reply, VpnGateway gateway) => reply.VpnGateway(call, gateway);
}
