using Portal.Domain.Provisioning;

namespace Portal.Domain.Connections;

[StoredAs("setPrivateDns")]
public sealed record SetPrivateDnsCall(string VpcEndpointId, bool Enabled) : StepCall;
