namespace Portal.Domain.EndpointServices;

/// <summary>A subnet together with its Availability Zone's id, for example use1-az1.</summary>
public sealed record ZonedSubnet(string SubnetId, string ZoneId);
