namespace Amazon.ElasticLoadBalancingV2.Model;

/// <summary>One target: an instance or an address, its port and its zone.</summary>
public sealed class TargetDescription
{
    public string? Id { get; set; }
    public int? Port { get; set; }
    public string? AvailabilityZone { get; set; }
    public string? QuicServerId { get; set; }
}
