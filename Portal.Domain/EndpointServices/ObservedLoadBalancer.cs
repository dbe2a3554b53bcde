using System.Text.Json.Serialization;

namespace Portal.Domain.EndpointServices;

/// <summary>A load balancer as AWS shows it.</summary>
/// <param name="SecurityGroupIds">None in what an earlier version stored; empty for a load balancer that was made without any.</param>
/// <param name="ZoneNames">What the provider's account calls its zones, by their ids; none in what an earlier version stored.</param>
/// <param name="CrossZone">Whether targets of one zone serve all of them; none while AWS did not tell.</param>
/// <param name="AttributesAt">When that was read: it takes a call for each load balancer, so not every observation has it anew.</param>
/// <param name="DeletionProtection">Whether AWS refuses to delete it; none while AWS did not tell.</param>
public sealed record ObservedLoadBalancer(
    string Arn, string Name, LoadBalancerState State, string? StateReason, IReadOnlyList<ZonedSubnet> Subnets, IReadOnlyList<string>? SecurityGroupIds = null,
    IReadOnlyDictionary<string, string>? ZoneNames = null, bool? CrossZone = null, DateTimeOffset? AttributesAt = null,
    bool? DeletionProtection = null)
{
    [JsonIgnore]
    public LoadBalancerAttributes Attributes => new(CrossZone, DeletionProtection);
}
