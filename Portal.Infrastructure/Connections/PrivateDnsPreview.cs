using Portal.Domain.EndpointServices;
using Portal.Domain.PrivateDns;

namespace Portal.Infrastructure.Connections;

/// <summary>What will become of private DNS, as far as it can be told before a request.</summary>
/// <param name="State">What AWS says of the proof that the name is the provider's; none while AWS shows no such name.</param>
/// <param name="HostedZonesChecked">Whether the portal could read which private hosted zones the VPC asks.</param>
/// <param name="Notes">What the consumer should know.</param>
public sealed record PrivateDnsPreview(string Name, PrivateDnsNameState? State, bool HostedZonesChecked, IReadOnlyList<PrivateDnsNote> Notes);
