using Portal.Domain.Provisioning;

namespace Portal.Domain.Connections;

/// <summary>Takes the service's private DNS name off the endpoint, where people have decided so.</summary>
public sealed class DisablePrivateDnsStep() : EndpointStep("private-dns.disable", RepeatKind.SetSemantics, "private-dns.enable")
{
    public static DisablePrivateDnsStep Definition { get; } = new();

    public override string Title => "Switch private DNS off";

    public override Type CallType => typeof(SetPrivateDnsCall);

    public override IReadOnlyList<IamAction> Permissions { get; } = [IamAction.Ec2("ModifyVpcEndpoint", "vpc-endpoint")];

    public override bool? IsDone(ConnectionSpec spec, ConnectionObservation seen, StepKey key) => !seen.Endpoint.Value?.PrivateDnsEnabled;

    public PlanStep Plan(ConnectionSpec spec, string vpcEndpointId) =>
        new(Key(), InVpc(spec), Title, new SetPrivateDnsCall(vpcEndpointId, false), null);

    protected override IEnumerable<Effect> EffectsInVpc(ConnectionSpec spec) => spec.PrivateDnsOff == true ? [InVpc(spec)] : [];
}
