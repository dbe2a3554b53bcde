using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;
using Portal.Sandbox.Resources;

namespace Portal.Sandbox.LoadBalancers.TargetGroups;

/// <summary>Changes the health check of a target group; what the request leaves out stays.</summary>
internal sealed class ModifyTargetGroup : ElasticLoadBalancingOperation
{
    public override void Execute(Call call, ReplyWriter reply)
    {
        var group = call.RequiredTargetGroup();
        group = group with { HealthCheck = HealthCheckReading.Read(call.Parameters, group.Protocol, group.TargetType, group.HealthCheck) };
        call.Store.TargetGroups.Put(group);
        call.Touched(group.Id);
        reply.List("TargetGroups", [group], one => TargetGroupReply.Write(call, reply, one));
    }
}
