using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;
using Portal.Sandbox.Resources;

namespace Portal.Sandbox.LoadBalancers.TargetGroups;

/// <summary>Sets some attributes of one target group and shows all.</summary>
internal sealed class ModifyTargetGroupAttributes : ElasticLoadBalancingOperation
{
    public override void Execute(Call call, ReplyWriter reply)
    {
        var group = call.RequiredTargetGroup();
        var table = TargetGroupAttributes.TableFor(group);
        group = group with { Attributes = table.Change(group.Attributes, call.Parameters) };
        if (TargetGroupAttributes.Conflict(group) is { } refusal)
        {
            throw refusal;
        }

        call.Store.TargetGroups.Put(group);
        call.Touched(group.Id);
        table.Write(reply, group.Attributes);
    }
}
