using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;
using Portal.Sandbox.Resources;

namespace Portal.Sandbox.Networks.Interfaces;

/// <summary>
/// Changes the description or the security groups of an instance's interface; those of endpoints and load balancers are changed through these.
/// </summary>
internal sealed class ModifyNetworkInterfaceAttribute : Ec2Operation
{
    public override void Execute(Call call, ReplyWriter reply)
    {
        var id = call.Parameters.Required("NetworkInterfaceId");
        var description = call.Parameters.Structure("Description")?.Text("Value");
        var groups = call.Parameters.Texts("SecurityGroupId").Select(IdKind.SecurityGroup.Check).Distinct().ToList();
        var others =
            new[] { call.Parameters.Structure("SourceDestCheck")?.Flag("Value"), call.Parameters.Structure("Attachment")?.Flag("DeleteOnTermination") };
        call.Parameters.Structure("Attachment")?.Text("AttachmentId");
        call.EndDryRun();
        var card = call.OwnNetworkInterface(id);
        card.RefuseManaged();
        var changed = (description is null ? 0 : 1) + (groups.Count == 0 ? 0 : 1) + others.Count(value => value is not null);
        if (changed != 1)
        {
            throw changed == 0
                ? new AwsError("InvalidParameterCombination", "No attributes specified.")
                : new AwsError("InvalidParameterCombination", "Fields for multiple attribute types specified");
        }

        if (others.Any(value => value is not null))
        {
            throw new AwsError("UnsupportedOperation", "The simulated AWS changes only the description and the security groups of an interface.");
        }

        Put(call, card, description, groups);
        call.Touched(id);
        reply.Flag("return", true);
    }

    private static void Put(Call call, NetworkInterface card, string? description, List<string> groups)
    {
        if (groups.Find(group => call.OwnSecurityGroup(group).VpcId != card.VpcId) is { } stranger)
        {
            throw IdKind.SecurityGroup.NotFound(stranger);
        }

        call.Store.NetworkInterfaces.Put(card with
        {
            Description = description ?? card.Description,
            SecurityGroupIds = groups.Count == 0 ? card.SecurityGroupIds : call.FewGroups(groups),
        });
        if (groups.Count > 0 && call.Store.Instances.TryFind(card.ServesId, out var instance))
        {
            call.Store.Instances.Put(instance with { SecurityGroupIds = groups });
        }
    }
}
