namespace Portal.Sandbox.Resources;

/// <summary>A zone in which a load balancer has a node.</summary>
internal sealed record LoadBalancerZone(string ZoneId, string SubnetId, string NetworkInterfaceId)
{
    public DateTimeOffset EnabledAt { get; init; }

    /// <summary>The address that the owner asked for; null when AWS chose it, and then it is not told.</summary>
    public string? WantedAddress { get; init; }
}
