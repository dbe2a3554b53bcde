using Portal.Domain.Provisioning;

namespace Portal.Domain.EndpointServices;

[StoredAs("requireAcceptance")]
public sealed record RequireAcceptanceCall(string ServiceId) : StepCall;
