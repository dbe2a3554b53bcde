using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;
using Portal.Sandbox.Resources;

namespace Portal.Sandbox.LoadBalancers.TargetGroups;

/// <summary>Lists the caller's target groups: all, those of one load balancer, or those of some ARNs or names.</summary>
internal sealed class DescribeTargetGroups : ElasticLoadBalancingOperation
{
    public override void Execute(Call call, ReplyWriter reply)
    {
        var balancerArn = call.Parameters.OptionalArn("LoadBalancerArn", ElbArns.IsLoadBalancer, "load balancer");
        var arns = call.Parameters.Arns("TargetGroupArns", ElbArns.IsTargetGroup, "target group");
        var names = call.Parameters.Texts("Names");
        if ((balancerArn is null ? 0 : 1) + Math.Min(arns.Count, 1) + Math.Min(names.Count, 1) > 1)
        {
            throw ElbErrors.Validation("Only one of a load balancer ARN, target group ARNs and target group names can be specified");
        }

        var found = (balancerArn, arns, names) switch
        {
            ({ } arn, _, _) => Serving(call, call.FindLoadBalancer(arn) ?? throw ElbErrors.LoadBalancerNotFound(arn)),
            (_, { Count: > 0 }, _) => arns.Select(arn => call.FindTargetGroup(arn) ?? throw ElbErrors.TargetGroupsNotFound()),
            (_, _, { Count: > 0 }) => Named(call, names),
            _ => call.OwnTargetGroups(),
        };
        ElbPage<TargetGroup>.Of(call, found).Write(reply, "TargetGroups", group => TargetGroupReply.Write(call, reply, group));
    }

    private static IEnumerable<TargetGroup> Serving(Call call, LoadBalancer balancer) =>
        call.Store.ListenersByLoadBalancer[balancer.Id]
            .Select(listener => listener.TargetGroupArn).Distinct()
            .Select(arn => call.FindTargetGroup(arn)).OfType<TargetGroup>();

    private static List<TargetGroup> Named(Call call, IReadOnlyList<string> names)
    {
        var found = call.OwnTargetGroups().Where(group => names.Contains(group.Name)).ToList();
        return found.Count == names.Distinct().Count() ? found : throw ElbErrors.TargetGroupsNotFound();
    }
}
