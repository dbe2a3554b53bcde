using Portal.Sandbox.Faults;
using Portal.Sandbox.Operations;
using Portal.Sandbox.Resources;

namespace Portal.Sandbox.LoadBalancers.Targets;

/// <summary>What AWS says about the health of a target; a function of the world and the clock.</summary>
internal sealed record TargetHealth(string State, string? Reason = null, string? Description = null)
{
    public static readonly TargetHealth NotRegistered = new("unused", "Target.NotRegistered", "Target is not registered to the target group");

    private static readonly TargetHealth Healthy = new("healthy");
    private static readonly TargetHealth Registering = new("initial", "Elb.RegistrationInProgress", "Target registration is in progress");
    private static readonly TargetHealth Checking = new("initial", "Elb.InitialHealthChecking", "Initial health checks in progress");
    private static readonly TargetHealth Draining = new("draining", "Target.DeregistrationInProgress", "Target deregistration is in progress");
    private static readonly TargetHealth Failed = new("unhealthy", "Target.FailedHealthChecks", "Health checks failed");
    private static readonly TargetHealth GroupNotInUse =
        new("unused", "Target.NotInUse", "Target group is not configured to receive traffic from the load balancer");
    private static readonly TargetHealth ZoneNotInUse =
        new("unused", "Target.NotInUse", "Target is in an Availability Zone that is not enabled for the load balancer");

    private static readonly TargetHealth Terminated = new("unused", "Target.InvalidState", "Target is in the terminated state");

    public bool IsUnused => State == "unused";

    public static TargetHealth Of(Call call, TargetGroup group, Target target)
    {
        if (target.GoneAt is not null)
        {
            return Draining;
        }

        if (group.TargetType == TargetGroup.Instances && call.Store.Instances.Find(target.TargetId)?.StateAt(call.Now) != Instance.Running)
        {
            return Terminated;
        }

        var listeners = call.Store.ListenersByTargetGroup[group.Id].ToList();
        if (listeners.Count == 0)
        {
            return GroupNotInUse;
        }

        var checkedFrom = listeners.Select(listener => UsedSince(call, target, listener)).Min();
        if (checkedFrom is not { } since)
        {
            return ZoneNotInUse;
        }

        var initial = call.Delays.TargetInitial;
        return (since > target.RegisteredAt ? since : target.RegisteredAt) switch
        {
            var start when call.Now < start + (initial / 2) => Registering,
            var start when call.Now < start + initial => Checking,
            _ => Answers(call, group, target) && !IsDown(call, group, target) && HealthCheckPath.IsOpen(call, group, target, listeners) ? Healthy : Failed,
        };
    }

    /// <summary>Since when the listener's load balancer is up, forwards to the group and has a node in the target's zone; null if it has none.</summary>
    private static DateTimeOffset? UsedSince(Call call, Target target, Listener listener)
    {
        if (call.Store.LoadBalancers.Find(listener.LoadBalancerArn) is not { } balancer)
        {
            return null;
        }

        var enabled = balancer.Zones.Where(zone => target.IsEverywhere || zone.ZoneId == target.ZoneId).Select(zone => (DateTimeOffset?)zone.EnabledAt).Min();
        return enabled is null ? null : new[] { enabled.Value, listener.ForwardsSince, balancer.States.When(LoadBalancer.Active) ?? balancer.CreatedAt }.Max();
    }

    private static bool IsDown(Call call, TargetGroup group, Target target) =>
        (target.ZoneId is { } zone && StandingFaults.LosesZone(call.Store, group.OwnerId, group.Region, zone))
        || StandingFaults.FailsTarget(call.Store, group.OwnerId, group.Region, group.VpcId, target.TargetId);

    /// <summary>Instances answer, and so do addresses that some network interface or a host in the data centre has; others fail their health checks.</summary>
    private static bool Answers(Call call, TargetGroup group, Target target) =>
        group.TargetType == TargetGroup.Instances
        || call.Store.DataCentreHosts.Find(DataCentreHost.IdOf(group.VpcId, target.TargetId)) is not null
        || HealthCheckPath.CardOf(call, group, target) is not null;
}
