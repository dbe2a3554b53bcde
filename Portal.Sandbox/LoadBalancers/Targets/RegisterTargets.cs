using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;
using Portal.Sandbox.Resources;

namespace Portal.Sandbox.LoadBalancers.Targets;

/// <summary>Registers targets with a group; one that is registered already stays as it is, a draining one comes back.</summary>
internal sealed class RegisterTargets : ElasticLoadBalancingOperation
{
    public override void Execute(Call call, ReplyWriter reply)
    {
        var group = call.RequiredTargetGroup();
        foreach (var target in TargetReading.ToRegister(call, group))
        {
            if (call.Store.Targets.Find(target.Id) is not { GoneAt: null } registered || registered.ZoneId != target.ZoneId)
            {
                call.Store.Targets.Put(target);
            }
        }

        call.Touched(group.Id);
    }
}
