using System.Globalization;
using Portal.Sandbox.LoadBalancers.TargetGroups;
using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;
using Portal.Sandbox.Resources;

namespace Portal.Sandbox.LoadBalancers.Targets;

/// <summary>Takes targets out of a group: those in use drain first. What is not registered is deregistered already.</summary>
internal sealed class DeregisterTargets : ElasticLoadBalancingOperation
{
    public override void Execute(Call call, ReplyWriter reply)
    {
        var group = call.RequiredTargetGroup();
        var named = TargetReading.Named(call.Parameters, group);
        if (named.Count == 0)
        {
            throw CommonErrors.MissingParameter(Api, "Targets");
        }

        var draining = Draining(call, group);
        foreach (var (id, port) in named)
        {
            if (call.Store.Targets.Find(Target.IdOf(group.Id, id, port)) is not { GoneAt: null } target)
            {
                continue;
            }

            if (draining == TimeSpan.Zero || TargetHealth.Of(call, group, target).IsUnused)
            {
                call.Store.Targets.Delete(target.Id);
            }
            else
            {
                call.Store.Targets.Put(target with { GoneAt = call.Now + draining });
            }
        }

        call.Touched(group.Id);
    }

    // As long as the group says, but never longer than the sandbox's own delay: nobody waits five minutes in a demonstration.
    private static TimeSpan Draining(Call call, TargetGroup group)
    {
        var wanted = TimeSpan.FromSeconds(int.Parse(TargetGroupAttributes.Of(group)[TargetGroupAttributes.DeregistrationDelay], CultureInfo.InvariantCulture));
        return wanted < call.Delays.TargetDraining ? wanted : call.Delays.TargetDraining;
    }
}
