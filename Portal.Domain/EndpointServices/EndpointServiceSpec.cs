using System.Text.Json.Serialization;
using Portal.Domain.Provisioning;

namespace Portal.Domain.EndpointServices;

/// <summary>What a target is.</summary>
public enum TargetKind
{
    Ip,
    Instance,
}

/// <summary>A host that serves the traffic: an instance, an address of the VPC, or an on-premises host behind it.</summary>
/// <param name="Id">An instance id or an IPv4 address.</param>
/// <param name="Port">None for the target group's port.</param>
/// <param name="AvailabilityZone"><c>all</c> for an address outside the VPC.</param>
public sealed record ServiceTarget(TargetKind Kind, string Id, int? Port = null, string? AvailabilityZone = null);

/// <summary>A target as AWS knows it.</summary>
/// <param name="Id">An instance id or an IPv4 address.</param>
/// <param name="AvailabilityZone"><c>all</c> for an address outside the VPC, otherwise none.</param>
public sealed record TargetAddress(string Id, int Port, string? AvailabilityZone = null);

/// <summary>How AWS checks that a target is well.</summary>
/// <param name="Protocol">TCP, HTTP or HTTPS.</param>
/// <param name="Port">None for the port that the traffic goes to.</param>
/// <param name="IntervalSeconds">5 to 300.</param>
public sealed record HealthCheck(string Protocol, int? Port = null, string? Path = null, int? IntervalSeconds = null);

/// <summary>The hosts behind one listener and how their health is checked.</summary>
public sealed record TargetGroupSpec(string Protocol, int Port, HealthCheck? HealthCheck, IReadOnlyList<ServiceTarget> Targets)
{
    /// <summary>AWS's word for the kind of targets; a group holds one kind.</summary>
    public string TargetType => Targets is [{ Kind: TargetKind.Instance }, ..] ? "instance" : "ip";

    public IReadOnlyList<TargetAddress> Addresses =>
        [.. Targets.Select(target => new TargetAddress(target.Id, target.Port ?? Port, target.AvailabilityZone))];
}

/// <summary>A port that consumers connect to.</summary>
/// <param name="Protocol">TCP, UDP or TCP_UDP.</param>
/// <param name="Port">1 to 65535.</param>
public sealed record ServiceListener(string Protocol, int Port, TargetGroupSpec TargetGroup);

/// <summary>A subnet together with its Availability Zone's id, for example use1-az1.</summary>
public sealed record ZonedSubnet(string SubnetId, string ZoneId);

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

/// <summary>A set of teams and accounts: who may see a service, or whose requests the provider approves at once.</summary>
public sealed record Audience(bool Everyone, IReadOnlyList<Guid> TeamIds, IReadOnlyList<string> AccountIds)
{
    public static Audience All { get; } = new(true, [], []);

    public static Audience Nobody { get; } = new(false, [], []);

    /// <summary>Stands for a stored audience that this version cannot read: nobody is in it, and it is never written.</summary>
    public static Audience Unreadable { get; } = new(false, [], []);

    public bool Includes(Guid teamId, string? accountId = null) =>
        Everyone || TeamIds.Contains(teamId) || (accountId is not null && AccountIds.Contains(accountId));
}
