namespace Portal.Infrastructure.Reviews;

/// <summary>A subnet that is to get a network interface.</summary>
/// <param name="ZoneId">None where nobody could look.</param>
/// <param name="Ipv4">The fixed address; none where AWS chooses.</param>
public sealed record RequestedSubnetView(string SubnetId, string? ZoneId, string? Ipv4);
