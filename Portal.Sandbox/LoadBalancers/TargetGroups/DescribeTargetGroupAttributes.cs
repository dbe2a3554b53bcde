using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;

namespace Portal.Sandbox.LoadBalancers.TargetGroups;

/// <summary>Shows the attributes of one target group.</summary>
internal sealed class DescribeTargetGroupAttributes : ElasticLoadBalancingOperation
{
    public override void Execute(Call call, ReplyWriter reply)
    {
        var group = call.RequiredTargetGroup();
        TargetGroupAttributes.TableFor(group).Write(reply, group.Attributes);
    }
}
