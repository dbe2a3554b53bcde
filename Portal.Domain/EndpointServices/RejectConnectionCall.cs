using Portal.Domain.Provisioning;

namespace Portal.Domain.EndpointServices;

/// <summary>Turns an endpoint away on the service's side: one of a connection, or one that nobody asked for.</summary>
[StoredAs("rejectConnection")]
public sealed record RejectConnectionCall(string ServiceId, string VpcEndpointId) : StepCall;
