using Portal.Domain.EndpointServices;
using Portal.Domain.Networking;
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

/// <summary>An endpoint that a consumer brought, as the provider's side sees it: nobody else shows it to the portal.</summary>
/// <param name="LookedForSince">When the portal first looked for it.</param>
/// <param name="WasSeen">Whether any look has found it, this one or an earlier one.</param>
public sealed record BroughtEndpoint(string VpcEndpointId, DateTimeOffset LookedForSince, bool WasSeen, Observed<ObservedServiceConnection> Sighting)
{
    /// <summary>Whether AWS shows it as the account's own; what belongs to somebody else is none of the connection's business.</summary>
    public bool IsOf(ConnectionSpec spec) =>
        Sighting.Value is { } seen && seen.OwnerAccountId == spec.AccountId && (seen.Region ?? spec.Region) == spec.Region;
}

/// <summary>What AWS said of a connection at one moment, from both sides.</summary>
/// <param name="ProviderSide">The state on the provider's side; none while it is not visible there.</param>
/// <param name="Brought">The endpoint that the consumer brought; none while there is none, and for endpoints that the portal makes.</param>
/// <param name="Superseded">Endpoints of earlier generations that still stand; none where there were no earlier ones.</param>
/// <param name="Strays">Endpoints that the portal accepted for this connection and that another one has replaced since, where AWS still shows them as connected.</param>
public sealed record ConnectionObservation(
    DateTimeOffset At, ServiceFacts Service, Observed<ObservedEndpoint> Endpoint, VpcEndpointState? ProviderSide,
    BroughtEndpoint? Brought = null, IReadOnlyList<string>? Strays = null, IReadOnlyList<ObservedEndpoint>? Superseded = null)
{
    /// <summary>Whether it is the endpoint that the consumer has brought.</summary>
    public bool IsBrought(string? vpcEndpointId) => Brought is not null && Brought.VpcEndpointId == vpcEndpointId;

    /// <summary>Whether the provider's side shows the endpoint that the consumer brought, now or earlier, as connected.</summary>
    public bool IsConnected(string? vpcEndpointId) => IsBrought(vpcEndpointId)
        ? Brought!.Sighting.Value is { State: VpcEndpointState.Pending or VpcEndpointState.Available }
        : Strays?.Contains(vpcEndpointId!) == true;
}
