using Portal.Domain.Provisioning;

namespace Portal.Domain.Connections;

[StoredAs("acceptConnection")]
public sealed record AcceptConnectionCall(string ServiceId, string VpcEndpointId) : StepCall;
