using Portal.Domain.Provisioning;

namespace Portal.Domain.EndpointServices;

[StoredAs("disallowPrincipal")]
public sealed record DisallowPrincipalCall(string ServiceId, string PrincipalArn) : StepCall;
