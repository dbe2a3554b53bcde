using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;

namespace Portal.Sandbox.Networks.Interfaces;

/// <summary>Deletes an interface that nothing uses; here something uses each of them.</summary>
internal sealed class DeleteNetworkInterface : Ec2Operation, IOnlyRefuses
{
    public override void Execute(Call call, ReplyWriter reply)
    {
        var id = call.Parameters.Required("NetworkInterfaceId");
        call.EndDryRun();
        throw InterfaceRules.InUse(call.OwnNetworkInterface(id).Id);
    }
}
