namespace Portal.Domain.Connections;

/// <summary>One of an endpoint's network interfaces.</summary>
public sealed record ObservedNetworkInterface(string Id, string ZoneId, string SubnetId, string? PrivateIp);
