using Portal.Domain.Provisioning;

namespace Portal.Domain.EndpointServices;

[StoredAs("createTargetGroup")]
public sealed record CreateTargetGroupCall(string VpcId, string Protocol, int Port, string TargetType, HealthCheck? HealthCheck) : StepCall;
