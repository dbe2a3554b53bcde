using Portal.Domain.Provisioning;

namespace Portal.Domain.Connections;

[StoredAs("deleteEndpoint")]
public sealed record DeleteEndpointCall(string VpcEndpointId) : StepCall;
