namespace Portal.Sandbox.Resources;

/// <summary>A subnet of an endpoint with the interface that serves it.</summary>
internal sealed record EndpointSubnet(string SubnetId, string ZoneId, string NetworkInterfaceId);
