namespace Portal.Domain.Connections;

/// <summary>A subnet that gets one of the endpoint's network interfaces, and the id of its Availability Zone.</summary>
/// <param name="ZoneId">None in a self-managed account, into which the portal cannot look.</param>
/// <param name="Ipv4">A fixed address; none lets AWS choose.</param>
public sealed record ConnectionSubnet(string SubnetId, string? ZoneId, string? Ipv4 = null)
{
    /// <summary>As people read it: with its zone and its fixed address.</summary>
    public string ToText() => $"{SubnetId}{(ZoneId is { } zone ? $" ({zone})" : "")}{(Ipv4 is { } address ? $" at {address}" : "")}";
}
