using Portal.Domain.Provisioning;

namespace Portal.Domain.EndpointServices;

/// <summary>Has a listener forward to the target group that the service wants behind it.</summary>
public sealed class ForwardListenerStep() : EndpointServiceStep("listener.modify", RepeatKind.SetSemantics, null)
{
    public static ForwardListenerStep Definition { get; } = new();

    public override string Title => "Change where the listener forwards to";

    public override Type CallType => typeof(ForwardListenerCall);

    public override ObservedParts Touches => ObservedParts.Listeners | ObservedParts.TargetGroups;

    public override IReadOnlyList<IamAction> Permissions { get; } = [IamAction.LoadBalancing("ModifyListener", "listener/net")];

    public override IEnumerable<Effect> EffectsOf(EndpointServiceSpec spec) => spec.Listeners.Select(listener => EffectOf(spec, listener));

    public override bool? IsDone(EndpointServiceSpec spec, EndpointServiceObservation seen, StepKey key) =>
        spec.Listeners.FirstOrDefault(listener => EndpointServicePlanner.Part(listener) == key.Part) is { } listener
            && seen.Listener(key.Part).Value is { } present && seen.TargetGroup(EndpointServicePlanner.GroupPart(listener)).Value is { } group
            ? present.TargetGroupArn == group.Arn : null;

    /// <param name="wait">What the target group still needs; none where it can take the traffic.</param>
    /// <returns>None when it does.</returns>
    public PlanStep? Plan(EndpointServiceSpec spec, ServiceListener listener, ObservedListener? present, ObservedTargetGroup? group, Waiting? wait) =>
        present is null || group is null || present.TargetGroupArn == group.Arn ? null
        : new(
            Key(EndpointServicePlanner.Part(listener)), EffectOf(spec, listener), $"Have {listener.Protocol} {listener.Port} forward to {group.Name}",
            wait is null ? new ForwardListenerCall(present.Arn, group.Arn) : null, wait);

    private Effect EffectOf(EndpointServiceSpec spec, ServiceListener listener) =>
        In(spec, $"listener {EndpointServicePlanner.Part(listener)}", EndpointServicePlanner.GroupPart(listener));
}

[StoredAs("forwardListener")]
public sealed record ForwardListenerCall(string ListenerArn, string TargetGroupArn) : StepCall;
