using Portal.Domain.Provisioning;

namespace Portal.Domain.EndpointServices;

/// <summary>A kind of step that changes who may connect to the endpoint service.</summary>
/// <remarks>Which principals are allowed is decided by approved connections; the service's own effects cover that it is done on this service only.</remarks>
public abstract class PrincipalStep(string name, string opposite) : EndpointServiceStep(name, RepeatKind.SetSemantics, opposite)
{
    public sealed override ObservedParts Touches => ObservedParts.Principals;

    public sealed override IReadOnlyList<IamAction> Permissions { get; } = [IamAction.Ec2("ModifyVpcEndpointServicePermissions", "vpc-endpoint-service")];

    public sealed override IEnumerable<Effect> EffectsOf(EndpointServiceSpec spec) => [EffectOf(spec)];

    public sealed override bool? IsDone(EndpointServiceSpec spec, EndpointServiceObservation seen, StepKey key) =>
        seen.Service.IsPresent ? IsAllowedAfter == seen.Principals.Any(principal => EndpointServicePlanner.Part(principal) == key.Part) : null;

    /// <summary>Whether the principal may connect when the step is done.</summary>
    protected abstract bool IsAllowedAfter { get; }

    protected PlanStep Plan(EndpointServiceSpec spec, string principalArn, string summary, StepCall? call) => new(
        Key(EndpointServicePlanner.Part(principalArn)), EffectOf(spec), summary, call,
        call is null ? new(Party.Portal, "the endpoint service has to be made first") : null);

    private Effect EffectOf(EndpointServiceSpec spec) => In(spec, spec.VpcId, "grants");
}
