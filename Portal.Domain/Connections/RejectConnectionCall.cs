using Portal.Domain.Provisioning;

namespace Portal.Domain.Connections;

[StoredAs("rejectConnection")]
public sealed record RejectConnectionCall(string ServiceId, string VpcEndpointId) : StepCall;
