using Portal.Domain.Provisioning;

namespace Portal.Domain.EndpointServices;

/// <summary>Makes a service's internal network load balancer.</summary>
public sealed class CreateLoadBalancerStep() : EndpointServiceStep("load-balancer.create", RepeatKind.NameUnique, "load-balancer.delete")
{
    public static CreateLoadBalancerStep Definition { get; } = new();

    public override string Title => "Create the network load balancer";

    public override Type CallType => typeof(CreateLoadBalancerCall);

    public override ObservedParts Touches => ObservedParts.LoadBalancer;

    public override IReadOnlyList<IamAction> Permissions { get; } =
    [
        IamAction.LoadBalancing("CreateLoadBalancer", "loadbalancer/net"),
        IamAction.LoadBalancing("AddTags", "loadbalancer/net"),
        new("iam:CreateServiceLinkedRole", "arn:{partition}:iam::{account}:role/aws-service-role/elasticloadbalancing.amazonaws.com/*"),
    ];

    public override IEnumerable<Effect> EffectsOf(EndpointServiceSpec spec) => [EffectOf(spec, Call(spec))];

    public override bool? IsDone(EndpointServiceSpec spec, EndpointServiceObservation seen, StepKey key) => seen.LoadBalancer.IsPresent;

    public PlanStep Plan(EndpointServiceSpec spec) => new(Key(), EffectOf(spec, Call(spec)), "Create an internal network load balancer", Call(spec), null);

    private static CreateLoadBalancerCall Call(EndpointServiceSpec spec) => new([.. spec.Subnets.Select(subnet => subnet.SubnetId)], spec.SecurityGroupIds);

    private Effect EffectOf(EndpointServiceSpec spec, CreateLoadBalancerCall call) =>
        In(
            spec, spec.VpcId,
            SetSubnetsStep.Shape(call.SubnetIds) + (call.SecurityGroupIds is { } groups ? $";groups={string.Join(',', groups)}" : ""));
}

/// <summary>Always of type network and internal.</summary>
[StoredAs("createLoadBalancer")]
public sealed record CreateLoadBalancerCall(IReadOnlyList<string> SubnetIds, IReadOnlyList<string>? SecurityGroupIds = null) : StepCall;
