namespace Portal.Infrastructure.Connections;

/// <summary>An endpoint as people read it.</summary>
/// <param name="NetworkInterfaces">None when the reader's side cannot see them.</param>
/// <param name="LastError">What AWS says went wrong with it; none also when the reader's side cannot see it.</param>
public sealed record EndpointView(
    string VpcEndpointId, string AwsState, IReadOnlyList<string> DnsNames, IReadOnlyList<NetworkInterfaceView>? NetworkInterfaces, string? LastError = null);
