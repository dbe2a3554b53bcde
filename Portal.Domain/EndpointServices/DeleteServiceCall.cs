using Portal.Domain.Provisioning;

namespace Portal.Domain.EndpointServices;

[StoredAs("deleteService")]
public sealed record DeleteServiceCall(string ServiceId) : StepCall;
