using Portal.Domain.Connections;

namespace Portal.Infrastructure.Connections;

/// <summary>A subnet that gets one of the endpoint's network interfaces, as people read it.</summary>
/// <param name="ZoneId">None in a self-managed account, into which the portal cannot look.</param>
/// <param name="Ipv4">A fixed address; none lets AWS choose.</param>
/// <param name="ZoneName">What the consumer's account calls the zone; none until an interface of the endpoint has told.</param>
public sealed record ConnectionSubnetView(string SubnetId, string? ZoneId, string? Ipv4 = null, string? ZoneName = null)
{
    internal static ConnectionSubnetView Of(ConnectionSubnet subnet, ObservedEndpoint? endpoint) => new(
        subnet.SubnetId, subnet.ZoneId, subnet.Ipv4,
        endpoint?.NetworkInterfaces.FirstOrDefault(card => card.ZoneId == subnet.ZoneId && !string.IsNullOrEmpty(card.ZoneName))?.ZoneName);
}
