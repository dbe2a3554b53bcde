using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;
using Portal.Sandbox.Resources;
using Portal.Sandbox.Tags;

namespace Portal.Sandbox.Networks.VpnGateways;

/// <summary>How EC2 shows a virtual private gateway.</summary>
internal static class VpnGatewayWriting
{
    public static void VpnGateway(this ReplyWriter reply, Call call, VpnGateway gateway)
    {
        reply.Text("vpnGatewayId", gateway.Id);
        reply.Text("state", gateway.States.At(call.Now));
        reply.Text("type", "ipsec.1");
        reply.Number("amazonSideAsn", gateway.Asn);
        reply.List("attachments", gateway.VpcId is { } vpcId ? [vpcId] : Array.Empty<string>(), id => Attachment(reply, id, "attached"));
        reply.Tags(call, gateway.Id);
    }

    public static void Attachment(ReplyWriter reply, string vpcId, string state)
    {
        reply.Text("vpcId", vpcId);
        reply.Text("state", state);
    }
}
