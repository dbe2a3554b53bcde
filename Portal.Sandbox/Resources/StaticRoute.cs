namespace Portal.Sandbox.Resources;

/// <summary>A route put in by hand, to a gateway or a network interface.</summary>
internal sealed record StaticRoute(string Destination, string? GatewayId, string? NetworkInterfaceId);
