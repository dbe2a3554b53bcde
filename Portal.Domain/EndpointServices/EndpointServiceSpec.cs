using System.Text.Json.Serialization;
using Portal.Domain.Provisioning;

namespace Portal.Domain.EndpointServices;

/// <summary>What a provider wants to stand in AWS: an internal network load balancer and an endpoint service over it.</summary>
/// <param name="SecurityGroupIds">Those of the load balancer; none for a load balancer without any, which AWS gives none later.</param>
/// <param name="Retired">What earlier specs wanted and this one does not, until it is gone.</param>
/// <param name="LoadBalancerAttributes">None where nothing is said of them.</param>
public sealed record EndpointServiceSpec(
    string AccountId, string Region, string VpcId, IReadOnlyList<ZonedSubnet> Subnets, IReadOnlyList<ServiceListener> Listeners, string? PrivateDnsName,
    IReadOnlyList<string>? SecurityGroupIds = null, RetiredParts? Retired = null, LoadBalancerAttributes? LoadBalancerAttributes = null)
{
    /// <summary>Where all that it owns stands.</summary>
    [JsonIgnore]
    public AwsScope Scope => new(AccountId, Region);

    /// <summary>The listeners that it wants, and those that it has given up: protocol, port and the part of the target group behind each.</summary>
    [JsonIgnore]
    public IEnumerable<RetiredListener> AllListeners =>
        Listeners.Select(listener => new RetiredListener(listener.Protocol, listener.Port, EndpointServicePlanner.GroupPart(listener)))
            .Concat((Retired ?? RetiredParts.None).Listeners);

    /// <summary>The parts of the target groups that it wants, and of those that it has given up.</summary>
    [JsonIgnore]
    public IEnumerable<string> AllTargetGroups =>
        Listeners.Select(EndpointServicePlanner.GroupPart).Concat((Retired ?? RetiredParts.None).TargetGroups);

    /// <summary>Stands for a stored spec that this version cannot read; nothing is done by it, and it is never written.</summary>
    public static EndpointServiceSpec Unreadable { get; } = new("", "", "", [], [], null);
}
