namespace Portal.Domain.Networking;

/// <summary>A DNS name of an endpoint.</summary>
/// <param name="HostedZoneId">The hosted zone that AWS keeps it in: alias records in one's own zones need it. None where AWS does not say.</param>
public sealed record DnsEntry(string DnsName, string? HostedZoneId);
