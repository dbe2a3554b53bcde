using Portal.Domain.Provisioning;

namespace Portal.Domain.EndpointServices;

/// <summary>Has AWS look whether the provider has published the TXT record that proves the private DNS name to be theirs.</summary>
public sealed class VerifyPrivateDnsStep() : EndpointServiceStep("private-dns.verify", RepeatKind.SetSemantics, null)
{
    public static VerifyPrivateDnsStep Definition { get; } = new();

    public override string Title => "Verify the private DNS name";

    public override Type CallType => typeof(VerifyPrivateDnsCall);

    public override ObservedParts Touches => ObservedParts.Configuration;

    public override bool NeedsPerson => true;

    public override IReadOnlyList<IamAction> Permissions { get; } = [IamAction.Ec2("StartVpcEndpointServicePrivateDnsVerification", "vpc-endpoint-service")];

    public override IEnumerable<Effect> EffectsOf(EndpointServiceSpec spec) => spec.PrivateDnsName is null ? [] : [EffectOf(spec)];

    public override bool? IsDone(EndpointServiceSpec spec, EndpointServiceObservation seen, StepKey key) =>
        seen.Service.Value is { } service ? service.PrivateDnsNameState == PrivateDnsNameState.Verified : null;

    /// <returns>None when there is no name to verify, or it is verified.</returns>
    public PlanStep? Plan(EndpointServiceSpec spec, ObservedServiceConfiguration? service) => spec.PrivateDnsName is { } name
        && service is { State: ServiceConfigurationState.Available, IsNameUnproven: true }
        && service.PrivateDnsName == name
            ? new(Key(), EffectOf(spec), $"Verify that {name} is the provider's", new VerifyPrivateDnsCall(service.ServiceId), null)
            : null;

    private Effect EffectOf(EndpointServiceSpec spec) => In(spec, spec.VpcId, spec.PrivateDnsName!);
}

[StoredAs("verifyPrivateDns")]
public sealed record VerifyPrivateDnsCall(string ServiceId) : StepCall;
