using Portal.Domain.Provisioning;

namespace Portal.Domain.EndpointServices;

[StoredAs("allowPrincipal")]
public sealed record AllowPrincipalCall(string ServiceId, string PrincipalArn) : StepCall;
