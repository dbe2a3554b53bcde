using Portal.Domain.Provisioning;

namespace Portal.Domain.EndpointServices;

/// <summary>Gives the endpoint service the private DNS name that the provider wants, or none; AWS refuses it while endpoints use the present one.</summary>
public sealed class NamePrivateDnsStep() : EndpointServiceStep("private-dns.name", RepeatKind.SetSemantics, null)
{
    public static NamePrivateDnsStep Definition { get; } = new();

    public override string Title => "Change the private DNS name";

    public override Type CallType => typeof(NamePrivateDnsCall);

    public override ObservedParts Touches => ObservedParts.Configuration;

    public override IReadOnlyList<IamAction> Permissions { get; } = [IamAction.Ec2("ModifyVpcEndpointServiceConfiguration", "vpc-endpoint-service")];

    public override IEnumerable<Effect> EffectsOf(EndpointServiceSpec spec) => [EffectOf(spec)];

    public override bool? IsDone(EndpointServiceSpec spec, EndpointServiceObservation seen, StepKey key) =>
        seen.Service.Value is { } service ? IsNamed(spec, service) : null;

    /// <returns>None when it has the name.</returns>
    public PlanStep? Plan(EndpointServiceSpec spec, ObservedServiceConfiguration service) => IsNamed(spec, service) ? null
        : new(
            Key(), EffectOf(spec),
            spec.PrivateDnsName is { } name ? $"Name the endpoint service {name}" : $"Take the private DNS name {service.PrivateDnsName} away",
            new NamePrivateDnsCall(service.ServiceId, spec.PrivateDnsName), null);

    private static bool IsNamed(EndpointServiceSpec spec, ObservedServiceConfiguration service) =>
        string.Equals(spec.PrivateDnsName ?? "", service.PrivateDnsName ?? "", StringComparison.OrdinalIgnoreCase);

    private Effect EffectOf(EndpointServiceSpec spec) => In(spec, spec.VpcId, spec.PrivateDnsName ?? "");
}

/// <param name="Name">None takes the name away.</param>
[StoredAs("namePrivateDns")]
public sealed record NamePrivateDnsCall(string ServiceId, string? Name) : StepCall;
