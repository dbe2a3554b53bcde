using Portal.Domain.EndpointServices;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Provisioning;

namespace Portal.Infrastructure.EndpointServices;

/// <summary>What only the provider's own people and admins see of a service.</summary>
/// <param name="ZoneNames">What the provider's account calls its zones, by their ids; none while they have not been read.</param>
/// <param name="CrossZone">Whether targets of one zone serve all of them; none while AWS did not tell.</param>
/// <param name="Differences">What others have changed in AWS; empty where nothing is known of.</param>
/// <param name="DeletionProtection">Whether AWS refuses to delete the load balancer; none while AWS did not tell.</param>
/// <param name="LoadBalancerAttributes">What is wanted of them; none where nothing is said.</param>
public sealed record EndpointServiceOwnView(
    string AccountId, string VpcId, IReadOnlyList<ZonedSubnet> Subnets, IReadOnlyList<ServiceListener> Listeners,
    Audience Visibility, Audience AutoApproval, IReadOnlyDictionary<string, string> Tags, string? ExternalReference,
    string? LoadBalancerArn, LoadBalancerState? LoadBalancerState, IReadOnlyDictionary<string, IReadOnlyList<ObservedTarget>> Targets,
    IReadOnlyList<string> Principals, IReadOnlyList<ObservedServiceConnection> Connections, DnsProof? PrivateDnsProof,
    IReadOnlyList<string>? SecurityGroupIds = null, ProposalView? Proposal = null, IReadOnlyDictionary<string, string>? ZoneNames = null,
    bool? CrossZone = null, IReadOnlyList<DifferenceView>? Differences = null, LoadBalancerAttributes? LoadBalancerAttributes = null,
    bool? DeletionProtection = null)
{
    internal static EndpointServiceOwnView Of(EndpointService service, EndpointServiceObservation? seen, WorkRow? work) => new(
        service.Spec.AccountId, service.Spec.VpcId, service.Spec.Subnets, service.Spec.Listeners,
        service.Visibility, service.AutoApproval, service.Tags, service.ExternalReference,
        seen?.LoadBalancer.Value?.Arn, seen?.LoadBalancer.Value?.State,
        (seen?.TargetGroups ?? new Dictionary<string, Observed<ObservedTargetGroup>>())
            .ToDictionary(group => group.Key, group => group.Value.Value?.Targets ?? []),
        seen?.Principals ?? [], seen?.LiveConnections ?? [], seen?.Service.Value?.PrivateDnsProof,
        service.Spec.SecurityGroupIds, service.Unreadable() is null && service.Proposal is { } proposal ? new(proposal.ReviewId, proposal.At) : null,
        seen?.LoadBalancer.Value?.ZoneNames, seen?.LoadBalancer.Value?.CrossZone,
        // Of what does not stand there is nothing to decide.
        service.Stage is EndpointServiceStage.Available or EndpointServiceStage.Draining ? DifferenceView.Of(work) : [],
        service.Spec.LoadBalancerAttributes, seen?.LoadBalancer.Value?.DeletionProtection);
}
