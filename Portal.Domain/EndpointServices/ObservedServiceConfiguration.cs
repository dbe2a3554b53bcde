using System.Text.Json.Serialization;
using Portal.Domain.PrivateDns;

namespace Portal.Domain.EndpointServices;

/// <param name="OperationId">The operation that its tag names; none without the tag.</param>
public sealed record ObservedServiceConfiguration(
    string ServiceId, string ServiceName, ServiceConfigurationState State, bool AcceptanceRequired,
    IReadOnlyList<string> LoadBalancerArns, IReadOnlyList<string> ZoneIds,
    string? PrivateDnsName, PrivateDnsNameState PrivateDnsNameState, DnsProof? PrivateDnsProof, Guid? OperationId = null)
{
    /// <summary>The record that proves the private DNS name; none while AWS has not said what it has to be.</summary>
    [JsonIgnore]
    public ProofRecord? ProofRecord => PrivateDnsName is not null && PrivateDnsProof is { } proof ? new(PrivateDnsName, proof.Name, proof.Value) : null;

    /// <summary>Whether the provider has yet to prove the private DNS name.</summary>
    [JsonIgnore]
    public bool IsNameUnproven => PrivateDnsNameState is PrivateDnsNameState.PendingVerification or PrivateDnsNameState.Failed;

    /// <summary>All its tags as they were just read; of what is stored only the differences count.</summary>
    [JsonIgnore]
    public IReadOnlyDictionary<string, string>? Tags { get; init; }
}
