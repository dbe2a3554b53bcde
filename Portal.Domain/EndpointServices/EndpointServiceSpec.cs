using System.Text.Json.Serialization;
using Portal.Domain.Provisioning;

namespace Portal.Domain.EndpointServices;

/// <summary>What a provider wants to stand in AWS: an internal network load balancer and an endpoint service over it.</summary>
public sealed record EndpointServiceSpec(
    string AccountId, string Region, string VpcId, IReadOnlyList<ZonedSubnet> Subnets, IReadOnlyList<ServiceListener> Listeners, string? PrivateDnsName)
{
    /// <summary>Where all that it owns stands.</summary>
    [JsonIgnore]
    public AwsScope Scope => new(AccountId, Region);

    /// <summary>Stands for a stored spec that this version cannot read; nothing is done by it, and it is never written.</summary>
    public static EndpointServiceSpec Unreadable { get; } = new("", "", "", [], [], null);
}
