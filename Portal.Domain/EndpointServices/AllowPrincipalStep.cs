using Portal.Domain.Provisioning;

namespace Portal.Domain.EndpointServices;

/// <summary>Lets a principal connect to the endpoint service.</summary>
public sealed class AllowPrincipalStep() : PrincipalStep("principal.allow", "principal.disallow")
{
    public static AllowPrincipalStep Definition { get; } = new();

    public override string Title => "Allow the consumer's account";

    public override Type CallType => typeof(AllowPrincipalCall);

    protected override bool IsAllowedAfter => true;

    /// <param name="service">The endpoint service; none while it is not there.</param>
    public PlanStep Plan(EndpointServiceSpec spec, ObservedServiceConfiguration? service, string principalArn) =>
        Plan(spec, principalArn, $"Allow {principalArn}", service is null ? null : new AllowPrincipalCall(service.ServiceId, principalArn));
}

[StoredAs("allowPrincipal")]
public sealed record AllowPrincipalCall(string ServiceId, string PrincipalArn) : StepCall;
