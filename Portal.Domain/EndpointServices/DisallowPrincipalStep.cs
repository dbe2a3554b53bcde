using Portal.Domain.Provisioning;

namespace Portal.Domain.EndpointServices;

/// <summary>No longer lets a principal connect to the endpoint service.</summary>
public sealed class DisallowPrincipalStep() : PrincipalStep("principal.disallow", "principal.allow")
{
    public static DisallowPrincipalStep Definition { get; } = new();

    public override string Title => "Remove the principal";

    public override Type CallType => typeof(DisallowPrincipalCall);

    protected override bool IsAllowedAfter => false;

    /// <param name="service">The endpoint service; none while it is not there.</param>
    public PlanStep Plan(EndpointServiceSpec spec, ObservedServiceConfiguration? service, string principalArn) =>
        Plan(spec, principalArn, $"No longer allow {principalArn}", service is null ? null : new DisallowPrincipalCall(service.ServiceId, principalArn));
}

[StoredAs("disallowPrincipal")]
public sealed record DisallowPrincipalCall(string ServiceId, string PrincipalArn) : StepCall;
