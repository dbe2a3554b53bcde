using Portal.Domain.Provisioning;

namespace Portal.Domain.Connections;

/// <summary>Always of type Interface, with private DNS off.</summary>
[StoredAs("createEndpoint")]
public sealed record CreateEndpointCall(
    string VpcId, string ServiceName, IReadOnlyList<EndpointSubnet> Subnets, IReadOnlyList<string> SecurityGroupIds) : StepCall;
