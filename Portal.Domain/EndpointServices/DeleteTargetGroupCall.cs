using Portal.Domain.Provisioning;

namespace Portal.Domain.EndpointServices;

[StoredAs("deleteTargetGroup")]
public sealed record DeleteTargetGroupCall(string Arn) : StepCall;
