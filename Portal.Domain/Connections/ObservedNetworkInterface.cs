namespace Portal.Domain.Connections;

/// <summary>One of an endpoint's network interfaces.</summary>
/// <param name="ZoneName">What the consumer's account calls the zone; none in what an earlier version stored.</param>
public sealed record ObservedNetworkInterface(string Id, string ZoneId, string SubnetId, string? PrivateIp, string? ZoneName = null);
