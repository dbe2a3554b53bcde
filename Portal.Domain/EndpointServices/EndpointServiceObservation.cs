using System.Globalization;
using System.Text.Json.Serialization;
using Portal.Domain.Networking;
using Portal.Domain.Provisioning;

namespace Portal.Domain.EndpointServices;

/// <summary>AWS's state of a load balancer; unknown text becomes Unknown.</summary>
public enum LoadBalancerState
{
    Unknown,
    Provisioning,
    Active,
    ActiveImpaired,
    Failed,
}

/// <summary>AWS's state of an endpoint service configuration.</summary>
public enum ServiceConfigurationState
{
    Unknown,
    Pending,
    Available,
    Deleting,
    Deleted,
    Failed,
}

/// <summary>AWS's state of the check that the provider owns the private DNS name.</summary>
public enum PrivateDnsNameState
{
    None,
    PendingVerification,
    Verified,
    Failed,
    Unknown,
}

/// <summary>AWS's verdict on one target.</summary>
public enum TargetHealthState
{
    Unknown,
    Initial,
    Healthy,
    Unhealthy,
    Unused,
    Draining,
    Unavailable,
}

public sealed record ObservedLoadBalancer(string Arn, string Name, LoadBalancerState State, string? StateReason, IReadOnlyList<ZonedSubnet> Subnets);

/// <param name="Reason">AWS's reason code, for example Target.NotInUse.</param>
public sealed record ObservedTarget(string Id, int Port, TargetHealthState Health, string? Reason, string? AvailabilityZone)
{
    /// <summary>What tells it from the other targets of its group: <c>10.9.1.10:8443</c>.</summary>
    [JsonIgnore]
    public string Address => string.Create(CultureInfo.InvariantCulture, $"{Id}:{Port}");
}

/// <param name="LoadBalancerArns">The load balancers whose listeners forward to it; none in what an earlier version stored.</param>
/// <param name="TargetsAt">When its targets were read: that takes a call for each group, so not every observation has it anew. None while they were never read.</param>
public sealed record ObservedTargetGroup(
    string Arn, string Name, IReadOnlyList<ObservedTarget> Targets, IReadOnlyList<string>? LoadBalancerArns = null, DateTimeOffset? TargetsAt = null)
{
    /// <summary>Whether AWS is still making up its mind about a target, or lets its connections end.</summary>
    [JsonIgnore]
    public bool IsUnsettled => Targets.Any(target => target.Health is TargetHealthState.Initial or TargetHealthState.Draining);
}

public sealed record ObservedListener(string Arn, string Protocol, int Port, string? TargetGroupArn);

/// <summary>The TXT record by which the provider proves that the private DNS name is theirs.</summary>
public sealed record DnsProof(string Name, string Value);

/// <param name="OperationId">The operation that its tag names; none without the tag.</param>
public sealed record ObservedServiceConfiguration(
    string ServiceId, string ServiceName, ServiceConfigurationState State, bool AcceptanceRequired,
    IReadOnlyList<string> LoadBalancerArns, IReadOnlyList<string> ZoneIds,
    string? PrivateDnsName, PrivateDnsNameState PrivateDnsNameState, DnsProof? PrivateDnsProof, Guid? OperationId = null);

/// <summary>Something that an earlier generation of a creation made and that stands, although another one has taken its place.</summary>
/// <param name="Create">The key of the step that made it.</param>
/// <param name="Id">Its id or ARN.</param>
public sealed record SupersededObject(string Create, string Id)
{
    /// <summary>The key of the step that deletes it: one for each object, so that what is unknown of one does not bar the deletion of another.</summary>
    [JsonIgnore]
    public StepKey Deletion => new($"{new StepKey(Create).Opposite}/{Id[(Id.LastIndexOf('/') + 1)..]}");
}

/// <summary>What AWS said of all that a service owns, at one moment.</summary>
/// <param name="TargetGroups">By listener part (its port).</param>
/// <param name="Listeners">By listener part (its port).</param>
/// <param name="Principals">The ARNs that are allowed to connect.</param>
/// <param name="LiveConnections">Endpoints of anybody that AWS shows as pending or available on the service.</param>
/// <param name="Superseded">What earlier generations have left.</param>
public sealed record EndpointServiceObservation(
    DateTimeOffset At,
    Observed<ObservedLoadBalancer> LoadBalancer,
    IReadOnlyDictionary<string, Observed<ObservedTargetGroup>> TargetGroups,
    IReadOnlyDictionary<string, Observed<ObservedListener>> Listeners,
    Observed<ObservedServiceConfiguration> Service,
    IReadOnlyList<string> Principals,
    IReadOnlyList<ObservedServiceConnection> LiveConnections,
    IReadOnlyList<SupersededObject>? Superseded = null)
{
    /// <param name="part">What tells the listener from the others; see <see cref="EndpointServicePlanner.Part(ServiceListener)"/>.</param>
    public Observed<ObservedTargetGroup> TargetGroup(string? part) => Of(TargetGroups, part);

    /// <param name="part">What tells the listener from the others; see <see cref="EndpointServicePlanner.Part(ServiceListener)"/>.</param>
    public Observed<ObservedListener> Listener(string? part) => Of(Listeners, part);

    private static Observed<T> Of<T>(IReadOnlyDictionary<string, Observed<T>> seen, string? part)
        where T : class => seen.GetValueOrDefault(part ?? "") ?? new Observed<T>(Presence.NeverMade);
}

/// <summary>An endpoint as the provider's side sees it: never its VPC, subnets or tags.</summary>
/// <param name="DnsNames">None in what was stored before they were read.</param>
public sealed record ObservedServiceConnection(
    string VpcEndpointId, string OwnerAccountId, VpcEndpointState State, string? Region, DateTimeOffset? CreatedAt, IReadOnlyList<string>? DnsNames = null);
