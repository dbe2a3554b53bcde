using Portal.Sandbox.Networks.Instances;
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
        if (!call.Store.Instances.TryFind(instanceId, out var instance) || !call.Owns(instance, instance.Region) || instance.StateAt(call.Now) == Instance.Terminated)
        {
            throw IdKind.Instance.NotFound(instanceId);
        }

        throw InterfaceRules.AttachedElsewhere(card.Id);
    }
}

/// <summary>Gives an interface more addresses; here each has one and no more.</summary>
internal sealed class AssignPrivateIpAddresses : Ec2Operation, IOnlyRefuses
{
    private const int MostAddresses = 50;

    public override void Execute(Call call, ReplyWriter reply)
    {
        var id = call.Parameters.Required("NetworkInterfaceId");
        var addresses = call.Parameters.Texts("PrivateIpAddress");
        var count = call.Parameters.Number("SecondaryPrivateIpAddressCount", 1, MostAddresses);
        call.Parameters.Flag("AllowReassignment");
        var card = call.OwnNetworkInterface(id);
        card.RefuseManaged();
        throw addresses.Count == 0 && count is null
            ? new AwsError("MissingParameter", "Either secondaryPrivateIpAddressCount or privateIpAddresses should be present")
            : new AwsError("UnsupportedOperation", "The simulated AWS gives the interface of an instance one address.");
    }
}
