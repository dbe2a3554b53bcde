using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;
using Portal.Sandbox.Resources;
using Portal.Sandbox.Tags;

namespace Portal.Sandbox.Networks.SecurityGroups;

/// <summary>Deletes a security group that no network interface, load balancer or rule of another group uses.</summary>
internal sealed class DeleteSecurityGroup : Ec2Operation
{
    public override void Execute(Call call, ReplyWriter reply)
    {
        var id = call.Parameters.Required("GroupId");
        call.EndDryRun();
        var group = call.OwnSecurityGroup(id);
        if (group.IsDefault)
        {
            throw new AwsError("CannotDelete", $"the specified group: \"{id}\" name: \"{group.Name}\" cannot be deleted by a user");
        }

        if (IsUsed(call, group))
        {
            throw NetworkErrors.GroupInUse(id);
        }

        call.Store.SecurityGroups.Delete(id);
        foreach (var rule in group.Rules)
        {
            TagRules.Remove(call, rule.Id);
        }

        TagRules.Remove(call, id);
        call.Touched(id);
        reply.Flag("return", true);
        reply.Text("groupId", id);
    }

    private static bool IsUsed(Call call, SecurityGroup group) =>
        call.Store.NetworkInterfacesByVpc[group.VpcId].There(call.Now).Any(card => card.SecurityGroupIds.Contains(group.Id))
        || call.Store.SecurityGroupsByVpc[group.VpcId].Any(other => other.Id != group.Id && other.Rules.Any(rule => rule.GroupId == group.Id))
        || call.Store.LoadBalancers.OwnedBy(group.OwnerId).Any(balancer => balancer.SecurityGroupIds.Contains(group.Id));
}
