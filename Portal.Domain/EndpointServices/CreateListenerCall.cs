using Portal.Domain.Provisioning;

namespace Portal.Domain.EndpointServices;

[StoredAs("createListener")]
public sealed record CreateListenerCall(string LoadBalancerArn, string Protocol, int Port, string TargetGroupArn) : StepCall;
