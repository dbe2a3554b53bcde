using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;
using Portal.Sandbox.Resources;

namespace Portal.Sandbox.LoadBalancers.Listeners;

/// <summary>Changes a listener; what the request leaves out stays, but TLS settings go with TLS.</summary>
internal sealed class ModifyListener : ElasticLoadBalancingOperation
{
    public override void Execute(Call call, ReplyWriter reply)
    {
        var before = call.RequiredListener();
        var balancer = call.FindLoadBalancer(before.LoadBalancerArn) ?? throw ElbErrors.LoadBalancerNotFound(before.LoadBalancerArn);
        var listener = ListenerReading.Read(call, balancer, before.Id, before);
        if (call.Store.ListenersByLoadBalancer[balancer.Id].Any(other => other.Port == listener.Port && other.Id != listener.Id))
        {
            throw ElbErrors.Validation($"Listener port '{listener.Port}' is already in use");
        }

        call.Store.Listeners.Put(listener);
        call.Touched(listener.Id);
        reply.List("Listeners", [listener], one => ListenerReply.Write(reply, one));
    }
}
