using Portal.Domain.Provisioning;

namespace Portal.Domain.EndpointServices;

[StoredAs("deregisterTargets")]
public sealed record DeregisterTargetsCall(string TargetGroupArn, IReadOnlyList<TargetAddress> Targets) : StepCall;
