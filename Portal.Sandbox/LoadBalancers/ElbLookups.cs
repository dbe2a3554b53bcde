using Portal.Sandbox.Operations;
using Portal.Sandbox.Resources;

namespace Portal.Sandbox.LoadBalancers;

/// <summary>Finds what a call names among the caller's own resources in its region, or refuses the call.</summary>
internal static class ElbLookups
{
    public static IEnumerable<LoadBalancer> OwnLoadBalancers(this Call call) =>
        call.Store.LoadBalancers.OwnedBy(call.AccountId).Where(balancer => balancer.Region == call.Region);

    public static IEnumerable<TargetGroup> OwnTargetGroups(this Call call) =>
        call.Store.TargetGroups.OwnedBy(call.AccountId).Where(group => group.Region == call.Region);

    public static LoadBalancer? FindLoadBalancer(this Call call, string arn) =>
        call.Store.LoadBalancers.Find(arn) is { } balancer && call.Owns(balancer, balancer.Region) ? balancer : null;

    public static TargetGroup? FindTargetGroup(this Call call, string arn) =>
        call.Store.TargetGroups.Find(arn) is { } group && call.Owns(group, group.Region) ? group : null;

    public static Listener? FindListener(this Call call, string arn) =>
        call.Store.Listeners.Find(arn) is { } listener && call.Owns(listener, listener.Region) ? listener : null;

    /// <summary>The load balancer of the parameter LoadBalancerArn.</summary>
    public static LoadBalancer RequiredLoadBalancer(this Call call)
    {
        var arn = call.Parameters.Arn("LoadBalancerArn", ElbArns.IsLoadBalancer, "load balancer");
        return call.FindLoadBalancer(arn) ?? throw ElbErrors.LoadBalancerNotFound(arn);
    }

    /// <summary>The target group of the parameter TargetGroupArn.</summary>
    public static TargetGroup RequiredTargetGroup(this Call call)
    {
        var arn = call.Parameters.Arn("TargetGroupArn", ElbArns.IsTargetGroup, "target group");
        return call.FindTargetGroup(arn) ?? throw ElbErrors.TargetGroupNotFound(arn);
    }

    /// <summary>The listener of the parameter ListenerArn.</summary>
    public static Listener RequiredListener(this Call call)
    {
        var arn = call.Parameters.Arn("ListenerArn", ElbArns.IsListener, "listener");
        return call.FindListener(arn) ?? throw ElbErrors.ListenerNotFound(arn);
    }
}
