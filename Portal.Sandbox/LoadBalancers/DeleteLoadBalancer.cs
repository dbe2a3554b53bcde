using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;
using Portal.Sandbox.Resources;

namespace Portal.Sandbox.LoadBalancers;

/// <summary>Deletes a load balancer with its listeners and network interfaces. One that does not exist is deleted already.</summary>
internal sealed class DeleteLoadBalancer : ElasticLoadBalancingOperation
{
    public override void Execute(Call call, ReplyWriter reply)
    {
        if (call.FindLoadBalancer(call.Parameters.Arn("LoadBalancerArn", ElbArns.IsLoadBalancer, "load balancer")) is not { } balancer)
        {
            return;
        }

        if (LoadBalancerAttributes.Of(balancer)[LoadBalancerAttributes.DeletionProtection] == "true")
        {
            throw ElbErrors.DeletionProtected(balancer.Id);
        }

        if (LoadBalancerUse.IsHeld(call, balancer))
        {
            throw ElbErrors.LoadBalancerInUse(balancer.Id);
        }

        foreach (var listener in call.Store.ListenersByLoadBalancer[balancer.Id].ToList())
        {
            call.Store.Listeners.Delete(listener.Id);
            ElbTags.Delete(call, listener.Id);
        }

        foreach (var zone in balancer.Zones)
        {
            call.Store.NetworkInterfaces.Delete(zone.NetworkInterfaceId);
        }

        call.Store.LoadBalancers.Delete(balancer.Id);
        ElbTags.Delete(call, balancer.Id);
        call.Touched(balancer.Id);
    }
}
