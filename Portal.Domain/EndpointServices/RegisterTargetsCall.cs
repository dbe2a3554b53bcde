using Portal.Domain.Provisioning;

namespace Portal.Domain.EndpointServices;

[StoredAs("registerTargets")]
public sealed record RegisterTargetsCall(string TargetGroupArn, IReadOnlyList<TargetAddress> Targets) : StepCall;
