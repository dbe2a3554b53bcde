using System.Globalization;
using Portal.Domain.Provisioning;

namespace Portal.Domain.EndpointServices;

/// <summary>Sets those attributes of a target group that the service says.</summary>
public sealed class SetGroupAttributesStep() : EndpointServiceStep("target-group.attributes", RepeatKind.SetSemantics, null)
{
    public static SetGroupAttributesStep Definition { get; } = new();

    public override string Title => "Change the target group's attributes";

    public override Type CallType => typeof(SetGroupAttributesCall);

    public override ObservedParts Touches => ObservedParts.Attributes;

    public override bool SaysAllThatIsWanted => true;

    public override IReadOnlyList<IamAction> Permissions { get; } = [IamAction.LoadBalancing("ModifyTargetGroupAttributes", "targetgroup")];

    public override IEnumerable<Effect> EffectsOf(EndpointServiceSpec spec) =>
        spec.Listeners.Select(listener => EffectOf(spec, listener)).OfType<Effect>();

    public override bool? IsDone(EndpointServiceSpec spec, EndpointServiceObservation seen, StepKey key) =>
        spec.Listeners.FirstOrDefault(listener => EndpointServicePlanner.GroupPart(listener) == key.Part) is { } listener
            ? AttributeComparison.Of(listener, seen.TargetGroup(key.Part).Value).IsDone() : null;

    /// <returns>None when nothing is to be set now.</returns>
    public PlanStep? Plan(EndpointServiceSpec spec, ServiceListener listener, ObservedTargetGroup? group, JudgedDifferences differences)
    {
        var compared = AttributeComparison.Of(listener, group);
        if (group is null || compared.Repaired(differences) is not { Count: > 0 } repaired)
        {
            return null;
        }

        var set = compared.ToSet(differences);
        // What AWS gives where nothing is said belongs to making the target group.
        var effect = EffectOf(spec, listener) ?? ServiceObject.TargetGroup(spec, listener).Effect;
        return new(
            Key(EndpointServicePlanner.GroupPart(listener)), effect, Summary(listener, set),
            new SetGroupAttributesCall(group.Arn, TargetGroupAttributes.Of(set)), null)
        {
            Details = differences.Details(repaired),
        };
    }

    /// <returns>The step for a target group that is not made yet; none when it will be made as the service says.</returns>
    public PlanStep? PlanLater(EndpointServiceSpec spec, ServiceListener listener) =>
        AttributeComparison.Of(listener, null) is { DiffersFromDefaults: true, Stated: var stated }
            ? new(
                Key(EndpointServicePlanner.GroupPart(listener)), EffectOf(spec, listener)!, Summary(listener, stated), null,
                new(Party.Portal, "the target group has to be made first"))
            : null;

    private static string Summary(ServiceListener listener, IReadOnlyDictionary<string, string> set) => string.Create(
        CultureInfo.InvariantCulture, $"Set attributes of the target group of port {listener.Port}: {AttributeDefinition.Text(set)}");

    private Effect? EffectOf(EndpointServiceSpec spec, ServiceListener listener) =>
        AttributeComparison.Of(listener, null).Stated is { Count: > 0 } stated
            ? In(spec, $"listener {EndpointServicePlanner.GroupPart(listener)}", AttributeDefinition.Text(stated)) : null;
}

/// <param name="Attributes">What is not said stays as it is.</param>
[StoredAs("setGroupAttributes")]
public sealed record SetGroupAttributesCall(string TargetGroupArn, TargetGroupAttributes Attributes) : StepCall;
