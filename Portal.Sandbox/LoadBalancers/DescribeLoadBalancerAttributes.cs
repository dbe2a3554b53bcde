using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;

namespace Portal.Sandbox.LoadBalancers;

/// <summary>Shows the attributes of one load balancer.</summary>
internal sealed class DescribeLoadBalancerAttributes : ElasticLoadBalancingOperation
{
    public override void Execute(Call call, ReplyWriter reply) => LoadBalancerAttributes.Table.Write(reply, call.RequiredLoadBalancer().Attributes);
}
