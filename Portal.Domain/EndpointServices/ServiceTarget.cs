namespace Portal.Domain.EndpointServices;

/// <summary>A host that serves the traffic: an instance, an address of the VPC, or an on-premises host behind it.</summary>
/// <param name="Id">An instance id or an IPv4 address.</param>
/// <param name="Port">None for the target group's port.</param>
/// <param name="AvailabilityZone"><c>all</c> for an address outside the VPC.</param>
public sealed record ServiceTarget(TargetKind Kind, string Id, int? Port = null, string? AvailabilityZone = null);
