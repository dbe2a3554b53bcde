using Portal.Domain.Provisioning;

namespace Portal.Domain.EndpointServices;

/// <summary>Takes hosts out of the target group of a listener. No plan has it yet: what a spec may cause contains none of it.</summary>
public sealed class DeregisterTargetsStep() : EndpointServiceStep("targets.deregister", RepeatKind.SetSemantics, "targets.register")
{
    public static DeregisterTargetsStep Definition { get; } = new();

    public override string Title => "Take targets out";

    public override Type CallType => typeof(DeregisterTargetsCall);

    public override ObservedParts Touches => ObservedParts.Targets;

    public override IReadOnlyList<IamAction> Permissions { get; } = [IamAction.LoadBalancing("DeregisterTargets", "targetgroup")];

    public override IEnumerable<Effect> EffectsOf(EndpointServiceSpec spec) => [];

    public override bool? IsDone(EndpointServiceSpec spec, EndpointServiceObservation seen, StepKey key) => key.Part?.Split('/') is [var listener, var address]
        ? seen.TargetGroup(listener).Value?.Targets.All(target => target.Address != address || target.Health == TargetHealthState.Draining)
        : null;
}

[StoredAs("deregisterTargets")]
public sealed record DeregisterTargetsCall(string TargetGroupArn, IReadOnlyList<TargetAddress> Targets) : StepCall;
