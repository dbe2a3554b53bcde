using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;
using Portal.Sandbox.Resources;

namespace Portal.Sandbox.LoadBalancers.TargetGroups;

/// <summary>Deletes a target group that no listener uses. One that does not exist is deleted already.</summary>
internal sealed class DeleteTargetGroup : ElasticLoadBalancingOperation
{
    public override void Execute(Call call, ReplyWriter reply)
    {
        if (call.FindTargetGroup(call.Parameters.Arn("TargetGroupArn", ElbArns.IsTargetGroup, "target group")) is not { } group)
        {
            return;
        }

        if (call.Store.ListenersByTargetGroup[group.Id].Any())
        {
            throw ElbErrors.TargetGroupInUse(group.Id);
        }

        foreach (var target in call.Store.TargetsByGroup[group.Id].ToList())
        {
            call.Store.Targets.Delete(target.Id);
        }

        call.Store.TargetGroups.Delete(group.Id);
        ElbTags.Delete(call, group.Id);
        call.Touched(group.Id);
    }
}
