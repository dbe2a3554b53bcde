using System.Globalization;
using Portal.Domain.Provisioning;

namespace Portal.Domain.EndpointServices;

/// <summary>Registers one host with the target group of a listener.</summary>
public sealed class RegisterTargetsStep() : EndpointServiceStep("targets.register", RepeatKind.SetSemantics, "targets.deregister")
{
    public static RegisterTargetsStep Definition { get; } = new();

    public override string Title => "Register the targets";

    public override Type CallType => typeof(RegisterTargetsCall);

    public override ObservedParts Touches => ObservedParts.Targets;

    public override IReadOnlyList<IamAction> Permissions { get; } = [IamAction.LoadBalancing("RegisterTargets", "targetgroup")];

    public override IEnumerable<Effect> EffectsOf(EndpointServiceSpec spec) =>
        spec.Listeners.SelectMany(
            listener => listener.TargetGroup.Addresses.Select(target => EffectOf(spec, EndpointServicePlanner.GroupPart(listener), target)));

    public override bool? IsDone(EndpointServiceSpec spec, EndpointServiceObservation seen, StepKey key) => key.Part?.Split('/') is [var group, var address]
        ? seen.TargetGroup(group).Value?.Targets.Any(target => target.Address == address)
        : null;

    /// <summary>The key of the step that registers this target.</summary>
    /// <param name="part">The target group's part.</param>
    public StepKey KeyOf(string part, TargetAddress target) => Key(string.Create(CultureInfo.InvariantCulture, $"{part}/{target.Id}:{target.Port}"));

    /// <param name="group">The target group; none while it is not there.</param>
    public PlanStep Plan(EndpointServiceSpec spec, string part, TargetAddress target, ObservedTargetGroup? group) => new(
        KeyOf(part, target), EffectOf(spec, part, target), $"Register {target.Id} port {target.Port}",
        group is null ? null : new RegisterTargetsCall(group.Arn, [target]),
        group is null ? new(Party.Portal, "the target group has to be made first") : null);

    private Effect EffectOf(EndpointServiceSpec spec, string part, TargetAddress target) => In(
        spec, $"listener {part}",
        string.Create(CultureInfo.InvariantCulture, $"{target.Id}:{target.Port}{(target.AvailabilityZone is { } zone ? $" zone={zone}" : "")}"));
}

[StoredAs("registerTargets")]
public sealed record RegisterTargetsCall(string TargetGroupArn, IReadOnlyList<TargetAddress> Targets) : StepCall;
