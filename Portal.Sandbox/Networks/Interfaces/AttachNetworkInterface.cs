using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;
using Portal.Sandbox.Resources;

namespace Portal.Sandbox.Networks.Interfaces;

/// <summary>Gives an instance another interface; here each has its place.</summary>
internal sealed class AttachNetworkInterface : Ec2Operation, IOnlyRefuses
{
    private const int MostIndex = 1_000;

    public override void Execute(Call call, ReplyWriter reply)
    {
        var id = call.Parameters.Required("NetworkInterfaceId");
        var instanceId = IdKind.Instance.Check(call.Parameters.Required("InstanceId"));
        if (call.Parameters.Number("DeviceIndex", 0, MostIndex) is null)
        {
            throw CommonErrors.MissingParameter(Api, "DeviceIndex");
        }

        call.Parameters.Number("NetworkCardIndex", 0, MostIndex);
        call.EndDryRun();
        var card = call.OwnNetworkInterface(id);
        if (!call.Store.Instances.TryFind(instanceId, out var instance) || !call.Owns(instance, instance.Region)
            || instance.StateAt(call.Now) == Instance.Terminated)
        {
            throw IdKind.Instance.NotFound(instanceId);
        }

        throw InterfaceRules.AttachedElsewhere(card.Id);
    }
}
