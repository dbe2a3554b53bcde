using Portal.Domain.Provisioning;

namespace Portal.Domain.EndpointServices;

/// <summary>Always with acceptance required.</summary>
[StoredAs("createService")]
public sealed record CreateServiceCall(string LoadBalancerArn, string? PrivateDnsName) : StepCall;
