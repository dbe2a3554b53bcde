using Portal.Domain.Provisioning;

namespace Portal.Domain.EndpointServices;

/// <summary>Sets those attributes of the load balancer that the service says.</summary>
public sealed class SetBalancerAttributesStep()
    : EndpointServiceStep("load-balancer.attributes", RepeatKind.SetSemantics, "load-balancer.unprotect")
{
    public static SetBalancerAttributesStep Definition { get; } = new();

    public override string Title => "Change the load balancer's attributes";

    public override Type CallType => typeof(SetBalancerAttributesCall);

    public override ObservedParts Touches => ObservedParts.Attributes;

    public override bool SaysAllThatIsWanted => true;

    public override IReadOnlyList<IamAction> Permissions { get; } = [IamAction.LoadBalancing("ModifyLoadBalancerAttributes", "loadbalancer/net")];

    public override IEnumerable<Effect> EffectsOf(EndpointServiceSpec spec) =>
        AttributeComparison.Of(spec, null).Stated is { Count: > 0 } stated ? [EffectOf(spec, stated)] : [];

    public override bool? IsDone(EndpointServiceSpec spec, EndpointServiceObservation seen, StepKey key) =>
        AttributeComparison.Of(spec, seen.LoadBalancer.Value).IsDone();

    /// <returns>None when nothing is to be set now.</returns>
    public PlanStep? Plan(EndpointServiceSpec spec, ObservedLoadBalancer balancer, JudgedDifferences differences)
    {
        var compared = AttributeComparison.Of(spec, balancer);
        if (compared.Repaired(differences) is not { Count: > 0 } repaired)
        {
            return null;
        }

        var set = compared.ToSet(differences);
        // What AWS gives where nothing is said belongs to making the load balancer.
        var effect = EffectsOf(spec).FirstOrDefault() ?? ServiceObject.LoadBalancer(spec).Effect;
        return new(Key(), effect, Summary(set), new SetBalancerAttributesCall(balancer.Arn, LoadBalancerAttributes.Of(set)), null)
        {
            Details = differences.Details(repaired),
        };
    }

    /// <returns>The step for a load balancer that is not made yet; none when it will be made as the service says.</returns>
    public PlanStep? PlanLater(EndpointServiceSpec spec) => AttributeComparison.Of(spec, null) is { DiffersFromDefaults: true, Stated: var stated }
        ? new(Key(), EffectOf(spec, stated), Summary(stated), null, EndpointServicePublication.LoadBalancerFirst) : null;

    private static string Summary(IReadOnlyDictionary<string, string> set) => $"Set attributes of the load balancer: {AttributeDefinition.Text(set)}";

    private Effect EffectOf(EndpointServiceSpec spec, IReadOnlyDictionary<string, string> stated) => In(spec, spec.VpcId, AttributeDefinition.Text(stated));
}

/// <param name="Attributes">What is not said stays as it is.</param>
[StoredAs("setBalancerAttributes")]
public sealed record SetBalancerAttributesCall(string LoadBalancerArn, LoadBalancerAttributes Attributes) : StepCall;
