using Portal.Domain.Provisioning;

namespace Portal.Domain.EndpointServices;

[StoredAs("verifyPrivateDns")]
public sealed record VerifyPrivateDnsCall(string ServiceId) : StepCall;
