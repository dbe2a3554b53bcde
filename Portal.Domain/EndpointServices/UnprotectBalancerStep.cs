using Portal.Domain.Provisioning;

namespace Portal.Domain.EndpointServices;

/// <summary>Switches the load balancer's deletion protection off when the service is withdrawn, where the service had a say in it.</summary>
public sealed class UnprotectBalancerStep() : EndpointServiceStep("load-balancer.unprotect", RepeatKind.SetSemantics, "load-balancer.attributes")
{
    public static UnprotectBalancerStep Definition { get; } = new();

    public override string Title => "Switch the load balancer's deletion protection off";

    public override Type CallType => typeof(SetBalancerAttributesCall);

    public override ObservedParts Touches => ObservedParts.Attributes;

    public override IReadOnlyList<IamAction> Permissions { get; } = [IamAction.LoadBalancing("ModifyLoadBalancerAttributes", "loadbalancer/net")];

    public override IEnumerable<Effect> EffectsOf(EndpointServiceSpec spec) => HasASay(spec) ? [EffectOf(spec)] : [];

    public override bool? IsDone(EndpointServiceSpec spec, EndpointServiceObservation seen, StepKey key) =>
        seen.LoadBalancer.Value?.DeletionProtection is { } isProtected ? !isProtected : null;

    /// <returns>None when it is off, or not the service's to switch off: then AWS refuses the deletion, and a person is told.</returns>
    public PlanStep? Plan(EndpointServiceSpec spec, ObservedLoadBalancer? balancer, Waiting? wait) =>
        HasASay(spec) && balancer is { DeletionProtection: true }
            ? new(
                Key(), EffectOf(spec), "Switch the load balancer's deletion protection off",
                wait is null ? new SetBalancerAttributesCall(balancer.Arn, new(DeletionProtection: false)) : null, wait)
            : null;

    private static bool HasASay(EndpointServiceSpec spec) => spec.LoadBalancerAttributes?.DeletionProtection is not null;

    private Effect EffectOf(EndpointServiceSpec spec) => In(spec, spec.VpcId);
}
