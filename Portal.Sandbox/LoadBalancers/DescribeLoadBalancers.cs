using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;
using Portal.Sandbox.Resources;

namespace Portal.Sandbox.LoadBalancers;

/// <summary>Lists the caller's load balancers: all, or those of some ARNs or names.</summary>
internal sealed class DescribeLoadBalancers : ElasticLoadBalancingOperation
{
    public override void Execute(Call call, ReplyWriter reply)
    {
        var arns = call.Parameters.Arns("LoadBalancerArns", ElbArns.IsLoadBalancer, "load balancer");
        var names = call.Parameters.Texts("Names");
        var found = (arns, names) switch
        {
            ({ Count: > 0 }, { Count: > 0 }) => throw ElbErrors.Validation("Load balancer ARNs and names cannot both be specified"),
            ({ Count: > 0 }, _) => arns.Select(arn => call.FindLoadBalancer(arn) ?? throw ElbErrors.LoadBalancersNotFound()),
            (_, { Count: > 0 }) => Named(call, names),
            _ => call.OwnLoadBalancers(),
        };
        ElbPage<LoadBalancer>.Of(call, found).Write(reply, "LoadBalancers", balancer => LoadBalancerReply.Write(call, reply, balancer));
    }

    private static List<LoadBalancer> Named(Call call, IReadOnlyList<string> names)
    {
        var found = call.OwnLoadBalancers().Where(balancer => names.Contains(balancer.Name)).ToList();
        var missing = names.Except(found.Select(balancer => balancer.Name)).ToList();
        return missing.Count == 0 ? found : throw ElbErrors.LoadBalancersNotFound(missing);
    }
}
