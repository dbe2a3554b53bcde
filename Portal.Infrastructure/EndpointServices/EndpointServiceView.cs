using Portal.Domain;
using Portal.Domain.EndpointServices;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Provisioning;

namespace Portal.Infrastructure.EndpointServices;

/// <summary>A service as people read it.</summary>
/// <param name="Aws">What AWS shows of it; none while nothing is visible.</param>
/// <param name="Own">What only its own team and admins see; none for others.</param>
/// <param name="Unreadable">What is stored of it that this version of the portal cannot read; none where it reads everything.</param>
public sealed record EndpointServiceView(
    Guid Id, string Name, string Description, TeamView ProviderTeam,
    EndpointServiceStage Stage, int Version, DateTimeOffset CreatedAt, DateTimeOffset StageSince,
    string Region, IReadOnlyList<string> ZoneIds, IReadOnlyList<ListenerView> Listeners, string? PrivateDnsName,
    DateTimeOffset? WithdrawAt, string? WithdrawalMessage, SyncView Sync, HealthView Health, WaitingView? WaitingFor, BlockedView? Blocked,
    EndpointServiceAwsView? Aws, EndpointServiceOwnView? Own, UnreadablePart? Unreadable = null)
{
    internal static EndpointServiceView Of(EndpointService service, TeamView team, WorkRow? work, bool own, UnreadablePart? unreadable)
    {
        var seen = Observations.Read<EndpointServiceObservation>(work?.Observation);
        return new(
            service.Id, service.Name, service.Description, team, service.Stage, service.Version, service.CreatedAt, service.StageSince,
            service.Spec.Region, [.. service.Spec.Subnets.Select(subnet => subnet.ZoneId)],
            [.. service.Spec.Listeners.Select(listener => new ListenerView(listener.Protocol, listener.Port))], service.Spec.PrivateDnsName,
            service.WithdrawAt, service.WithdrawalMessage,
            new(work?.Conditions.Sync ?? SyncState.Unknown, work?.ObservedAt), EndpointServiceHealth.Of(service.Spec, seen),
            // What is in the way may name the provider's subnets and roles.
            own && unreadable is null ? WaitingView.Of(work) : null, BlockedOf(work, own, unreadable), EndpointServiceAwsView.Of(seen),
            own ? EndpointServiceOwnView.Of(service, seen) : null,
            unreadable is { Part: not "stage" } && !own ? unreadable with { Text = null } : unreadable);
    }

    private static BlockedView? BlockedOf(WorkRow? work, bool own, UnreadablePart? unreadable) =>
        unreadable is not null ? BlockedView.Of(unreadable with { Text = unreadable.Part == "stage" ? unreadable.Text : null })
        : own ? BlockedView.Of(work)
        : null;
}

public sealed record ListenerView(string Protocol, int Port);

/// <summary>What consumers need to know of a service in AWS.</summary>
public sealed record EndpointServiceAwsView(string ServiceId, string ServiceName, ServiceConfigurationState State, PrivateDnsNameState? PrivateDnsNameState)
{
    public static EndpointServiceAwsView? Of(EndpointServiceObservation? seen) => seen?.Service.Value is { } service
        ? new(service.ServiceId, service.ServiceName, service.State, service.PrivateDnsName is null ? null : service.PrivateDnsNameState)
        : null;
}

/// <summary>What only the provider's own people and admins see of a service.</summary>
public sealed record EndpointServiceOwnView(
    string AccountId, string VpcId, IReadOnlyList<ZonedSubnet> Subnets, IReadOnlyList<ServiceListener> Listeners,
    Audience Visibility, Audience AutoApproval, IReadOnlyDictionary<string, string> Tags, string? ExternalReference,
    string? LoadBalancerArn, LoadBalancerState? LoadBalancerState, IReadOnlyDictionary<string, IReadOnlyList<ObservedTarget>> Targets,
    IReadOnlyList<string> Principals, IReadOnlyList<ObservedServiceConnection> Connections, DnsProof? PrivateDnsProof)
{
    public static EndpointServiceOwnView Of(EndpointService service, EndpointServiceObservation? seen) => new(
        service.Spec.AccountId, service.Spec.VpcId, service.Spec.Subnets, service.Spec.Listeners,
        service.Visibility, service.AutoApproval, service.Tags, service.ExternalReference,
        seen?.LoadBalancer.Value?.Arn, seen?.LoadBalancer.Value?.State,
        (seen?.TargetGroups ?? new Dictionary<string, Observed<ObservedTargetGroup>>()).ToDictionary(group => group.Key, group => group.Value.Value?.Targets ?? []),
        seen?.Principals ?? [], seen?.LiveConnections ?? [], seen?.Service.Value?.PrivateDnsProof);
}
