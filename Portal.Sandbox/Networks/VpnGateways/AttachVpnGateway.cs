using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;
using Portal.Sandbox.Resources;

namespace Portal.Sandbox.Networks.VpnGateways;

/// <summary>Attaches a virtual private gateway to a VPC; each has one of the other.</summary>
internal sealed class AttachVpnGateway : Ec2Operation
{
    public override void Execute(Call call, ReplyWriter reply)
    {
        var (vpcId, id) = (call.Parameters.Required("VpcId"), call.Parameters.Required("VpnGatewayId"));
        call.EndDryRun();
        var (vpc, gateway) = (call.OwnVpc(vpcId), call.OwnVpnGateway(id));
        if (gateway.VpcId is { } other && other != vpc.Id)
        {
            throw new AwsError("VpnGatewayAttachmentLimitExceeded", $"The virtual private gateway {id} is already attached to the VPC {other}.");
        }

        if (call.Store.VpnGatewaysByVpc[vpc.Id].Any(one => one.Id != id))
        {
            throw new AwsError("InvalidParameterValue", $"The VPC {vpcId} already has a virtual private gateway attached to it.");
        }

        call.Store.VpnGateways.Put(gateway with { VpcId = vpc.Id });
        call.Touched(id);
        reply.Structure("attachment", () => VpnGatewayWriting.Attachment(reply, vpc.Id, "attached"));
    }
}
