using Portal.Domain.Provisioning;

namespace Portal.Domain.Connections;

/// <summary>Has the service's private DNS name resolve to the endpoint inside the consumer's VPC.</summary>
public sealed class EnablePrivateDnsStep() : EndpointStep("private-dns.enable", RepeatKind.SetSemantics, "private-dns.disable")
{
    public static EnablePrivateDnsStep Definition { get; } = new();

    public override string Title => "Switch private DNS on";

    public override Type CallType => typeof(SetPrivateDnsCall);

    public override IReadOnlyList<IamAction> Permissions { get; } = [IamAction.Ec2("ModifyVpcEndpoint", "vpc-endpoint"), IamAction.HostedZone];

    public override bool? IsDone(ConnectionSpec spec, ConnectionObservation seen, StepKey key) => seen.Endpoint.Value?.PrivateDnsEnabled;

    /// <param name="vpcEndpointId">None while the endpoint is not there.</param>
    public PlanStep Plan(ConnectionSpec spec, string? vpcEndpointId, Waiting? wait) => new(
        Key(), InVpc(spec), "Switch private DNS on", wait is null && vpcEndpointId is not null ? new SetPrivateDnsCall(vpcEndpointId, true) : null, wait);

    protected override IEnumerable<Effect> EffectsInVpc(ConnectionSpec spec) => spec.PrivateDns ? [InVpc(spec)] : [];
}
