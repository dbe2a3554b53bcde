namespace Portal.Infrastructure.Connections;

/// <param name="Ipv4">A fixed address of the subnet; none lets AWS choose.</param>
public sealed record SubnetInput(string? SubnetId, string? Ipv4);
