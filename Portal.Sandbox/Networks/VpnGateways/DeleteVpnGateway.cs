using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;
using Portal.Sandbox.Resources;
using Portal.Sandbox.Storage;
using Portal.Sandbox.Tags;

namespace Portal.Sandbox.Networks.VpnGateways;

/// <summary>Deletes a virtual private gateway that is attached to nothing.</summary>
internal sealed class DeleteVpnGateway : Ec2Operation
{
    public override void Execute(Call call, ReplyWriter reply)
    {
        var id = call.Parameters.Required("VpnGatewayId");
        call.EndDryRun();
        var gateway = call.OwnVpnGateway(id);
        if (gateway.VpcId is not null)
        {
            throw new AwsError("IncorrectState", $"The vpnGateway '{id}' is attached to the VPC {gateway.VpcId} and cannot be deleted.");
        }

        var states = Timeline.From(call.Now, VpnGateway.Deleted).ThenGone(call.DeletedListed);
        call.Store.VpnGateways.Put(gateway with { States = states });
        TagRules.EndAt(call, id, states.WhenGone());
        call.Touched(id);
        reply.Flag("return", true);
    }
}
