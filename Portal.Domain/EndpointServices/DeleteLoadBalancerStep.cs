using Portal.Domain.Provisioning;

namespace Portal.Domain.EndpointServices;

/// <summary>Deletes a service's load balancer, and with it its listeners.</summary>
public sealed class DeleteLoadBalancerStep() : EndpointServiceDeletion("load-balancer.delete", "load-balancer.create")
{
    public static DeleteLoadBalancerStep Definition { get; } = new();

    public override string Title => "Delete the network load balancer";

    public override Type CallType => typeof(DeleteLoadBalancerCall);

    public override ObservedParts Touches => ObservedParts.LoadBalancer | ObservedParts.Listeners | ObservedParts.Superseded;

    public override IReadOnlyList<IamAction> Permissions { get; } = [IamAction.LoadBalancing("DeleteLoadBalancer", "loadbalancer/net")];

    public override IEnumerable<Effect> EffectsOf(EndpointServiceSpec spec) => [EffectOf(spec, null)];

    public override string NameOf(string? part) => "the load balancer";

    public override StepCall Call(string id) => new DeleteLoadBalancerCall(id);

    protected override Presence? PresenceOf(EndpointServiceObservation seen, StepKey key) => seen.LoadBalancer.Presence;
}

[StoredAs("deleteLoadBalancer")]
public sealed record DeleteLoadBalancerCall(string Arn) : StepCall;
