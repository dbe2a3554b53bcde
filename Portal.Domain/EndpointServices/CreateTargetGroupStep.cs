using System.Globalization;
using Portal.Domain.Provisioning;

namespace Portal.Domain.EndpointServices;

/// <summary>Makes the target group of one listener.</summary>
public sealed class CreateTargetGroupStep() : EndpointServiceStep("target-group.create", RepeatKind.NameUnique, "target-group.delete")
{
    public static CreateTargetGroupStep Definition { get; } = new();

    public override string Title => "Create the target group";

    public override Type CallType => typeof(CreateTargetGroupCall);

    public override ObservedParts Touches => ObservedParts.TargetGroups | ObservedParts.Targets;

    public override IReadOnlyList<IamAction> Permissions { get; } =
        [IamAction.LoadBalancing("CreateTargetGroup", "targetgroup"), IamAction.LoadBalancing("AddTags", "targetgroup")];

    public override IEnumerable<Effect> EffectsOf(EndpointServiceSpec spec) =>
        spec.Listeners.Select(listener => EffectOf(spec, listener, Call(spec, listener)));

    public override bool? IsDone(EndpointServiceSpec spec, EndpointServiceObservation seen, StepKey key) => seen.TargetGroup(key.Part).IsPresent;

    public PlanStep Plan(EndpointServiceSpec spec, ServiceListener listener)
    {
        var call = Call(spec, listener);
        return new(
            Key(EndpointServicePlanner.GroupPart(listener)), EffectOf(spec, listener, call), $"Create the target group for port {listener.Port}", call, null);
    }

    private static CreateTargetGroupCall Call(EndpointServiceSpec spec, ServiceListener listener) => new(
        spec.VpcId, listener.TargetGroup.Protocol, listener.TargetGroup.Port, listener.TargetGroup.TargetType, listener.TargetGroup.HealthCheck);

    private Effect EffectOf(EndpointServiceSpec spec, ServiceListener listener, CreateTargetGroupCall call) => In(spec, call.VpcId, string.Create(
        CultureInfo.InvariantCulture,
        $"listener {EndpointServicePlanner.GroupPart(listener)}: {call.Protocol} {call.Port} {call.TargetType}{Health(call.HealthCheck)}"));

    private static string Health(HealthCheck? check) => check is null ? "" : $"; health {check.Whole}";
}

[StoredAs("createTargetGroup")]
public sealed record CreateTargetGroupCall(string VpcId, string Protocol, int Port, string TargetType, HealthCheck? HealthCheck) : StepCall;
