using Portal.Domain.Provisioning;

namespace Portal.Domain.EndpointServices;

/// <summary>Takes a host that the service has given up out of its target group; AWS lets its connections end first.</summary>
public sealed class DeregisterTargetsStep() : EndpointServiceStep("targets.deregister", RepeatKind.SetSemantics, "targets.register")
{
    public static DeregisterTargetsStep Definition { get; } = new();

    public override string Title => "Take targets out";

    public override Type CallType => typeof(DeregisterTargetsCall);

    public override ObservedParts Touches => ObservedParts.Targets;

    public override IReadOnlyList<IamAction> Permissions { get; } = [IamAction.LoadBalancing("DeregisterTargets", "targetgroup")];

    public override IEnumerable<Effect> EffectsOf(EndpointServiceSpec spec) =>
        (spec.Retired ?? RetiredParts.None).Targets.Select(target => EffectOf(spec, target));

    public override bool? IsDone(EndpointServiceSpec spec, EndpointServiceObservation seen, StepKey key) => key.Part?.Split('/') is [var group, var address]
        ? seen.TargetGroup(group).Value?.Targets.All(target => target.Address != address || target.Health == TargetHealthState.Draining)
        : null;

    /// <param name="group">The target group, in which the target still is.</param>
    public PlanStep Plan(EndpointServiceSpec spec, RetiredTarget target, ObservedTargetGroup group, Waiting? wait) => new(
        Key($"{target.TargetGroup}/{target.Address}"), EffectOf(spec, target), $"Take out {target.Id} port {target.Port}",
        wait is null ? new DeregisterTargetsCall(group.Arn, [new(target.Id, target.Port, ZoneOf(target, group))]) : null, wait);

    /// <summary>Takes out what somebody else has registered, because a person asks for that.</summary>
    public PlanStep PlanAdded(EndpointServiceSpec spec, string groupPart, ObservedTarget target, ObservedTargetGroup group) =>
        Plan(spec, new(groupPart, target.Id, target.Port), group, null) with { IsDecided = true };

    /// <summary>AWS knows a target outside of the VPC only together with the zone "all".</summary>
    private static string? ZoneOf(RetiredTarget target, ObservedTargetGroup group) =>
        group.Targets.FirstOrDefault(one => one.Address == target.Address)?.AvailabilityZone is "all" ? "all" : null;

    private Effect EffectOf(EndpointServiceSpec spec, RetiredTarget target) => In(spec, $"listener {target.TargetGroup}", target.Address);
}

[StoredAs("deregisterTargets")]
public sealed record DeregisterTargetsCall(string TargetGroupArn, IReadOnlyList<TargetAddress> Targets) : StepCall;
