using Portal.Sandbox.Resources;

namespace Portal.Sandbox.LoadBalancers;

/// <summary>A subnet that a load balancer shall have a node in, and the address wanted there.</summary>
internal sealed record Placement(Subnet Subnet, string? WantedAddress);
