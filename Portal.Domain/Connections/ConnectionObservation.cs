using Portal.Domain.EndpointServices;
using Portal.Domain.Provisioning;

namespace Portal.Domain.Connections;

/// <summary>One of an endpoint's network interfaces.</summary>
public sealed record ObservedNetworkInterface(string Id, string ZoneId, string SubnetId, string? PrivateIp);

/// <summary>An interface endpoint as the consumer's side sees it.</summary>
/// <param name="StateText">AWS's own word, kept as it came.</param>
/// <param name="OperationId">The operation that its tag names; none without the tag.</param>
public sealed record ObservedEndpoint(
    string VpcEndpointId, VpcEndpointState State, string StateText, string VpcId, string ServiceName,
    IReadOnlyList<string> SubnetIds, IReadOnlyList<string> SecurityGroupIds, bool PrivateDnsEnabled,
    IReadOnlyList<string> DnsNames, IReadOnlyList<ObservedNetworkInterface> NetworkInterfaces,
    DateTimeOffset? CreatedAt, string? LastError, string? OwnerAccountId = null, Guid? OperationId = null);

/// <summary>What a connection needs to know of its service, from the service's own last observation.</summary>
/// <param name="PrincipalAllowed">Whether AWS showed the consumer's principal as allowed.</param>
public sealed record ServiceFacts(
    EndpointServiceStage Stage, string? ServiceId, string? ServiceName, bool PrincipalAllowed, string? PrivateDnsName, PrivateDnsNameState PrivateDnsNameState);

/// <summary>What AWS said of a connection at one moment, from both sides.</summary>
/// <param name="ProviderSide">The state on the provider's side; none while it is not visible there.</param>
public sealed record ConnectionObservation(
    DateTimeOffset At, ServiceFacts Service, Seen<ObservedEndpoint> Endpoint, VpcEndpointState? ProviderSide);
