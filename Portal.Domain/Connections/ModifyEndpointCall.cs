using Portal.Domain.Provisioning;

namespace Portal.Domain.Connections;

/// <param name="FixedAddresses">Those of the added subnets that have a fixed address; none where AWS chooses for all.</param>
[StoredAs("modifyEndpoint")]
public sealed record ModifyEndpointCall(
    string VpcEndpointId,
    IReadOnlyList<string> AddSubnetIds, IReadOnlyList<string> RemoveSubnetIds,
    IReadOnlyList<string> AddSecurityGroupIds, IReadOnlyList<string> RemoveSecurityGroupIds,
    IReadOnlyList<EndpointSubnet>? FixedAddresses = null) : StepCall;
