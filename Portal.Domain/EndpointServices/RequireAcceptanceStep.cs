using Portal.Domain.Provisioning;

namespace Portal.Domain.EndpointServices;

/// <summary>Has the endpoint service ask for acceptance again, where somebody has switched it off.</summary>
public sealed class RequireAcceptanceStep() : EndpointServiceStep("acceptance.require", RepeatKind.SetSemantics, null)
{
    public static RequireAcceptanceStep Definition { get; } = new();

    public override string Title => "Ask for acceptance";

    public override Type CallType => typeof(RequireAcceptanceCall);

    public override ObservedParts Touches => ObservedParts.Configuration;

    public override IReadOnlyList<IamAction> Permissions { get; } = [IamAction.Ec2("ModifyVpcEndpointServiceConfiguration", "vpc-endpoint-service")];

    public override IEnumerable<Effect> EffectsOf(EndpointServiceSpec spec) => [EffectOf(spec)];

    public override bool? IsDone(EndpointServiceSpec spec, EndpointServiceObservation seen, StepKey key) => seen.Service.Value?.AcceptanceRequired;

    public PlanStep Plan(EndpointServiceSpec spec, ObservedServiceConfiguration open) =>
        new(Key(), EffectOf(spec), "Require acceptance again", new RequireAcceptanceCall(open.ServiceId), null);

    private Effect EffectOf(EndpointServiceSpec spec) => In(spec, spec.VpcId);
}

[StoredAs("requireAcceptance")]
public sealed record RequireAcceptanceCall(string ServiceId) : StepCall;
