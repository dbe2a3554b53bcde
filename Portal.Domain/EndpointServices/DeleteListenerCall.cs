using Portal.Domain.Provisioning;

namespace Portal.Domain.EndpointServices;

[StoredAs("deleteListener")]
public sealed record DeleteListenerCall(string Arn) : StepCall;
