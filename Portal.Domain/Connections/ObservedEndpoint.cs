using System.Text.Json.Serialization;
using Portal.Domain.Networking;

namespace Portal.Domain.Connections;

/// <summary>An interface endpoint as the consumer's side sees it.</summary>
/// <param name="StateText">AWS's own word, kept as it came.</param>
/// <param name="DnsEntries">The same names with their hosted zones; none in what an earlier version stored.</param>
/// <param name="OperationId">The operation that its tag names; none without the tag.</param>
public sealed record ObservedEndpoint(
    string VpcEndpointId, VpcEndpointState State, string StateText, string VpcId, string ServiceName,
    IReadOnlyList<string> SubnetIds, IReadOnlyList<string> SecurityGroupIds, bool PrivateDnsEnabled,
    IReadOnlyList<string> DnsNames, IReadOnlyList<ObservedNetworkInterface> NetworkInterfaces,
    DateTimeOffset? CreatedAt, string? LastError, string? OwnerAccountId = null, Guid? OperationId = null,
    IReadOnlyList<DnsEntry>? DnsEntries = null)
{
    /// <summary>All its tags as they were just read; of what is stored only the differences count.</summary>
    [JsonIgnore]
    public IReadOnlyDictionary<string, string>? Tags { get; init; }
}
