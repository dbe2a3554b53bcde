using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;
using Portal.Sandbox.Resources;

namespace Portal.Sandbox.LoadBalancers.Listeners;

/// <summary>Lists the listeners of one load balancer, or those of some ARNs.</summary>
internal sealed class DescribeListeners : ElasticLoadBalancingOperation
{
    public override void Execute(Call call, ReplyWriter reply)
    {
        var balancerArn = call.Parameters.OptionalArn("LoadBalancerArn", ElbArns.IsLoadBalancer, "load balancer");
        var arns = call.Parameters.Arns("ListenerArns", ElbArns.IsListener, "listener");
        var found = (balancerArn, arns) switch
        {
            (null, { Count: 0 }) or (not null, { Count: > 0 }) => throw ElbErrors.Validation("You must specify either listener ARNs or a load balancer ARN"),
            ({ } arn, _) => call.Store.ListenersByLoadBalancer[(call.FindLoadBalancer(arn) ?? throw ElbErrors.LoadBalancerNotFound(arn)).Id],
            _ => arns.Select(arn => call.FindListener(arn) ?? throw ElbErrors.ListenersNotFound()),
        };
        ElbPage<Listener>.Of(call, found).Write(reply, "Listeners", listener => ListenerReply.Write(reply, listener));
    }
}
