using Portal.Domain.Provisioning;

namespace Portal.Domain.Connections;

/// <summary>Takes the service's private DNS name off the endpoint. No plan has it yet: it is to be switched off on a probe's evidence only.</summary>
public sealed class DisablePrivateDnsStep() : EndpointStep("private-dns.disable", RepeatKind.SetSemantics, "private-dns.enable")
{
    public static DisablePrivateDnsStep Definition { get; } = new();

    public override string Title => "Switch private DNS off";

    public override Type CallType => typeof(SetPrivateDnsCall);

    public override IReadOnlyList<IamAction> Permissions { get; } = [IamAction.Ec2("ModifyVpcEndpoint", "vpc-endpoint")];

    public override bool? IsDone(ConnectionSpec spec, ConnectionObservation seen, StepKey key) => !seen.Endpoint.Value?.PrivateDnsEnabled;

    protected override IEnumerable<Effect> EffectsInVpc(ConnectionSpec spec) => [];
}
