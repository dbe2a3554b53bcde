using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;

namespace Portal.Sandbox.Networks.Interfaces;

/// <summary>Takes an interface from an instance; AWS's own attachments and the first of an instance stay.</summary>
internal sealed class DetachNetworkInterface : Ec2Operation, IOnlyRefuses
{
    public override void Execute(Call call, ReplyWriter reply)
    {
        var id = call.Parameters.Required("AttachmentId");
        call.Parameters.Flag("Force");
        call.EndDryRun();
        throw InterfaceRules.NotDetachable(call.AttachedInterface(id));
    }
}
