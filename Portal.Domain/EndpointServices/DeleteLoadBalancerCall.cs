using Portal.Domain.Provisioning;

namespace Portal.Domain.EndpointServices;

[StoredAs("deleteLoadBalancer")]
public sealed record DeleteLoadBalancerCall(string Arn) : StepCall;
