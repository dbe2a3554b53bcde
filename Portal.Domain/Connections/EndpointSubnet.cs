namespace Portal.Domain.Connections;

/// <summary>A subnet that gets one of the endpoint's network interfaces.</summary>
/// <param name="Ipv4">A fixed address of the subnet; none lets AWS choose.</param>
public sealed record EndpointSubnet(string SubnetId, string? Ipv4 = null)
{
    public static IReadOnlyList<EndpointSubnet> Of(ConnectionSpec spec) => [.. spec.Subnets.Select(subnet => new EndpointSubnet(subnet.SubnetId, subnet.Ipv4))];
}
