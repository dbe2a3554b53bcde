using Portal.Domain.Networking;

namespace Portal.Domain.EndpointServices;

/// <summary>An endpoint as the provider's side sees it: never its VPC, subnets or tags.</summary>
/// <param name="DnsNames">None in what was stored before they were read.</param>
/// <param name="DnsEntries">The same names with their hosted zones; none in what an earlier version stored.</param>
public sealed record ObservedServiceConnection(
    string VpcEndpointId, string OwnerAccountId, VpcEndpointState State, string? Region, DateTimeOffset? CreatedAt, IReadOnlyList<string>? DnsNames = null,
    IReadOnlyList<DnsEntry>? DnsEntries = null);
