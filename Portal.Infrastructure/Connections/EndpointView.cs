using Portal.Domain.Networking;

namespace Portal.Infrastructure.Connections;

/// <summary>An endpoint as people read it.</summary>
/// <param name="NetworkInterfaces">None when the reader's side cannot see them.</param>
/// <param name="DnsEntries">The same names as <paramref name="DnsNames"/> with their hosted zones; none while they have not been read.</param>
/// <param name="LastError">What AWS says went wrong with it; none also when the reader's side cannot see it.</param>
public sealed record EndpointView(
    string VpcEndpointId, string AwsState, IReadOnlyList<string> DnsNames, IReadOnlyList<NetworkInterfaceView>? NetworkInterfaces, string? LastError = null,
    IReadOnlyList<DnsEntry>? DnsEntries = null);
