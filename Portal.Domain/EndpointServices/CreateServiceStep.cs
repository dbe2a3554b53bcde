using Portal.Domain.Provisioning;

namespace Portal.Domain.EndpointServices;

/// <summary>Makes the endpoint service over the load balancer; always with acceptance required.</summary>
public sealed class CreateServiceStep() : EndpointServiceStep("service.create", RepeatKind.Token, "service.delete")
{
    public static CreateServiceStep Definition { get; } = new();

    public override string Title => "Create the endpoint service";

    public override Type CallType => typeof(CreateServiceCall);

    public override ObservedParts Touches => ObservedParts.Configuration | ObservedParts.Principals | ObservedParts.Connections;

    public override IReadOnlyList<IamAction> Permissions { get; } =
        [IamAction.Ec2("CreateVpcEndpointServiceConfiguration", "vpc-endpoint-service"), IamAction.Ec2("CreateTags", "vpc-endpoint-service")];

    public override IEnumerable<Effect> EffectsOf(EndpointServiceSpec spec) => [EffectOf(spec)];

    public override bool? IsDone(EndpointServiceSpec spec, EndpointServiceObservation seen, StepKey key) => seen.Service.IsPresent;

    public PlanStep Plan(EndpointServiceSpec spec, ObservedLoadBalancer? balancer)
    {
        var wait = balancer switch
        {
            null => EndpointServicePublication.LoadBalancerFirst,
            { State: LoadBalancerState.Active or LoadBalancerState.ActiveImpaired } => null,
            _ => new Waiting(Party.Aws, "AWS is provisioning the network load balancer"),
        };
        return new(Key(), EffectOf(spec), "Create the endpoint service", wait is null ? new CreateServiceCall(balancer!.Arn, spec.PrivateDnsName) : null, wait);
    }

    private Effect EffectOf(EndpointServiceSpec spec) => In(spec, spec.VpcId, spec.PrivateDnsName ?? "");
}

/// <summary>Always with acceptance required.</summary>
[StoredAs("createService")]
public sealed record CreateServiceCall(string LoadBalancerArn, string? PrivateDnsName) : StepCall;
