using Portal.Domain.Provisioning;

namespace Portal.Domain.EndpointServices;

/// <summary>Always of type network and internal.</summary>
[StoredAs("createLoadBalancer")]
public sealed record CreateLoadBalancerCall(IReadOnlyList<string> SubnetIds) : StepCall;
