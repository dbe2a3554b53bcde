using Portal.Sandbox.Networks;
using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;
using Portal.Sandbox.Resources;

namespace Portal.Sandbox.LoadBalancers.Listeners;

/// <summary>Opens a port of a load balancer; asked again with the same settings, it shows the listener that exists.</summary>
internal sealed class CreateListener : ElasticLoadBalancingOperation
{
    public override void Execute(Call call, ReplyWriter reply)
    {
        var balancer = call.RequiredLoadBalancer();
        var wanted = ListenerReading.Read(call, balancer, ElbArns.Listener(balancer.Id, ElbArns.NewHash()), before: null);
        var tags = ElbTags.Read(call);
        var listener = call.Store.ListenersByLoadBalancer[balancer.Id].FirstOrDefault(listener => listener.Port == wanted.Port);
        if (listener is null)
        {
            if (call.Store.ListenersByLoadBalancer[balancer.Id].Count() >= Quotas.ListenersPerLoadBalancer)
            {
                throw new AwsError("TooManyListeners", $"The maximum number of listeners on the load balancer '{balancer.Id}' has been reached");
            }

            listener = wanted;
            call.Store.Listeners.Put(listener);
            ElbTags.Put(call, listener.Id, tags);
        }
        else if (listener != wanted with { Id = listener.Id, ForwardsSince = listener.ForwardsSince })
        {
            throw ElbErrors.ListenerExists(balancer.Id);
        }

        call.Touched(listener.Id);
        reply.List("Listeners", [listener], one => ListenerReply.Write(reply, one));
    }
}
