using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;
using Portal.Sandbox.Resources;

namespace Portal.Sandbox.LoadBalancers.Listeners;

/// <summary>Closes a port of a load balancer.</summary>
internal sealed class DeleteListener : ElasticLoadBalancingOperation
{
    public override void Execute(Call call, ReplyWriter reply)
    {
        var listener = call.RequiredListener();
        call.Store.Listeners.Delete(listener.Id);
        ElbTags.Delete(call, listener.Id);
        call.Touched(listener.Id);
    }
}
