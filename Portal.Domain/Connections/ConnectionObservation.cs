using System.Text.Json.Serialization;
using Portal.Domain.Networking;
using Portal.Domain.Provisioning;

namespace Portal.Domain.Connections;

/// <summary>What AWS said of a connection at one moment, from both sides.</summary>
/// <param name="ProviderSide">The state on the provider's side; none while it is not visible there.</param>
/// <param name="Registered">The endpoint that the consumer registered; none while there is none, and for endpoints that the portal makes.</param>
/// <param name="Superseded">Endpoints of earlier generations that still stand; none where there were no earlier ones.</param>
/// <param name="SupersededIds">Endpoints that the portal accepted for this connection and that another one has replaced since, where AWS still shows them as
/// connected.</param>
/// <param name="Tags">In what the endpoint's tags differ from what is asked for; none where they do not.</param>
/// <param name="TagOwner">Whose an endpoint that is taken over is by its tags; none where they were not read, and for endpoints that the portal makes.</param>
public sealed record ConnectionObservation(
    DateTimeOffset At, ServiceFacts Service, Observed<ObservedEndpoint> Endpoint, VpcEndpointState? ProviderSide,
    [property: JsonPropertyName("brought")] RegisteredEndpoint? Registered = null,
    [property: JsonPropertyName("strays")] IReadOnlyList<string>? SupersededIds = null, IReadOnlyList<ObservedEndpoint>? Superseded = null,
    TagDifference? Tags = null, TagOwner? TagOwner = null)
{
    /// <summary>Whether AWS shows the connection's endpoint as rejected, on either side.</summary>
    [JsonIgnore]
    public bool WasRejected => Endpoint.Value is { State: VpcEndpointState.Rejected } || Registered is { Sighting.Value.State: VpcEndpointState.Rejected };

    /// <summary>Whether AWS shows the connection's endpoint to the provider's side as connected, or as waiting to be.</summary>
    [JsonIgnore]
    public bool IsConnectedAtService => RejectConnectionStep.IsConnected(ProviderSide ?? Registered?.Sighting.Value?.State);

    /// <summary>Whether it may be connected for all that is known: the provider's side was not read, and the consumer's shows nothing else.</summary>
    [JsonIgnore]
    public bool MayBeConnected => ProviderSide is null && RejectConnectionStep.IsConnected(Endpoint.Value?.State);

    /// <summary>Whether it is the endpoint that the consumer has registered.</summary>
    public bool IsRegistered(string? vpcEndpointId) => Registered is not null && Registered.VpcEndpointId == vpcEndpointId;

    /// <summary>Whether the provider's side shows the endpoint that the consumer registered, now or earlier, as connected.</summary>
    public bool IsConnected(string? vpcEndpointId) => IsRegistered(vpcEndpointId)
        ? Registered!.Sighting.Value is { State: VpcEndpointState.Pending or VpcEndpointState.Available }
        : SupersededIds?.Contains(vpcEndpointId!) == true;
}
