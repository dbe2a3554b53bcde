using Portal.Domain.Provisioning;

namespace Portal.Domain.Connections;

/// <summary>Makes the interface endpoint in the consumer's VPC.</summary>
public sealed class CreateEndpointStep() : EndpointStep("endpoint.create", RepeatKind.Token, "endpoint.delete")
{
    public static CreateEndpointStep Definition { get; } = new();

    public override string Title => "Create the interface endpoint";

    public override Type CallType => typeof(CreateEndpointCall);

    public override ObservedParts Touches => ObservedParts.Endpoint | ObservedParts.ProviderSide;

    public override IReadOnlyList<IamAction> Permissions { get; } =
    [
        IamAction.Ec2("CreateVpcEndpoint", "vpc-endpoint", "vpc", "subnet", "security-group"),
        IamAction.Ec2("CreateTags", "vpc-endpoint"),
        IamAction.HostedZone,
    ];

    public override bool? IsDone(ConnectionSpec spec, ConnectionObservation seen, StepKey key) => seen.Endpoint.IsPresent;

    /// <param name="serviceName">AWS's name of the endpoint service; none while it is not known.</param>
    public PlanStep Plan(ConnectionSpec spec, string? serviceName, Waiting? wait)
    {
        var call = Call(spec, serviceName ?? "");
        return new(Key(), EffectOf(spec, call), "Create the endpoint in the consumer's VPC", wait is null ? call : null, wait);
    }

    /// <summary>The effect of exactly this call, so that a call which differs from what was approved lies outside.</summary>
    public Effect EffectOf(ConnectionSpec spec, CreateEndpointCall call) =>
        new(Name, spec.AccountId, spec.Region, call.VpcId, $"service={spec.ServiceId};{ModifyEndpointStep.Shape(call.Subnets, call.SecurityGroupIds)}");

    protected override IEnumerable<Effect> EffectsInVpc(ConnectionSpec spec) => spec.Adopts ? [] : [EffectOf(spec, Call(spec, ""))];

    private static CreateEndpointCall Call(ConnectionSpec spec, string serviceName) =>
        new(VpcOf(spec), serviceName, EndpointSubnet.Of(spec), spec.SecurityGroupIds);
}

/// <summary>Always of type Interface, with private DNS off.</summary>
[StoredAs("createEndpoint")]
public sealed record CreateEndpointCall(
    string VpcId, string ServiceName, IReadOnlyList<EndpointSubnet> Subnets, IReadOnlyList<string> SecurityGroupIds) : StepCall;
