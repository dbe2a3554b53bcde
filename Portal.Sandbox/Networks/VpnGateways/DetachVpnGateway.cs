using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;
using Portal.Sandbox.Resources;

namespace Portal.Sandbox.Networks.VpnGateways;

/// <summary>Detaches a virtual private gateway; routes to it become black holes.</summary>
internal sealed class DetachVpnGateway : Ec2Operation
{
    public override void Execute(Call call, ReplyWriter reply)
    {
        var (vpcId, id) = (call.Parameters.Required("VpcId"), call.Parameters.Required("VpnGatewayId"));
        call.EndDryRun();
        var (vpc, gateway) = (call.OwnVpc(vpcId), call.OwnVpnGateway(id));
        if (gateway.VpcId != vpc.Id)
        {
            throw new AwsError("InvalidVpnGatewayAttachment.NotFound", $"The attachment with vpn gateway ID '{id}' and vpc ID '{vpcId}' does not exist");
        }

        call.Store.VpnGateways.Put(gateway with { VpcId = null });
        call.Touched(id);
        reply.Flag("return", true);
    }
}
