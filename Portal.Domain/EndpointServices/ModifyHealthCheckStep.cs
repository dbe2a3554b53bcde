using Portal.Domain.Provisioning;

namespace Portal.Domain.EndpointServices;

/// <summary>Sets a target group's health check to what the service wants, AWS's defaults included.</summary>
public sealed class ModifyHealthCheckStep() : EndpointServiceStep("target-group.modify", RepeatKind.SetSemantics, null)
{
    public static ModifyHealthCheckStep Definition { get; } = new();

    public override string Title => "Change the health check";

    public override Type CallType => typeof(ModifyHealthCheckCall);

    public override ObservedParts Touches => ObservedParts.TargetGroups;

    public override IReadOnlyList<IamAction> Permissions { get; } = [IamAction.LoadBalancing("ModifyTargetGroup", "targetgroup")];

    public override IEnumerable<Effect> EffectsOf(EndpointServiceSpec spec) => spec.Listeners.Select(listener => EffectOf(spec, listener));

    public override bool? IsDone(EndpointServiceSpec spec, EndpointServiceObservation seen, StepKey key) =>
        spec.Listeners.FirstOrDefault(listener => EndpointServicePlanner.GroupPart(listener) == key.Part) is { } listener
            && seen.TargetGroup(key.Part).Value?.HealthCheck is { } present ? present == Wanted(listener) : null;

    /// <returns>None when the health check is as it should be, or was not read.</returns>
    public PlanStep? Plan(EndpointServiceSpec spec, ServiceListener listener, ObservedTargetGroup? group) =>
        group?.HealthCheck is { } present && present != Wanted(listener)
            ? new(
                Key(EndpointServicePlanner.GroupPart(listener)), EffectOf(spec, listener),
                $"Set the health check of port {listener.Port} to {Wanted(listener)}; it is {present}",
                new ModifyHealthCheckCall(group.Arn, Wanted(listener)), null)
            : null;

    private static ObservedHealthCheck Wanted(ServiceListener listener) => (listener.TargetGroup.HealthCheck ?? HealthCheck.Default).Whole;

    private Effect EffectOf(EndpointServiceSpec spec, ServiceListener listener) =>
        In(spec, $"listener {EndpointServicePlanner.GroupPart(listener)}", Wanted(listener).ToString());
}

[StoredAs("modifyHealthCheck")]
public sealed record ModifyHealthCheckCall(string TargetGroupArn, ObservedHealthCheck HealthCheck) : StepCall;
