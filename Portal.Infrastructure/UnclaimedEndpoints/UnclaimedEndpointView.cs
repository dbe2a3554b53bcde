using Portal.Domain.Connections;
using Portal.Domain.EndpointServices;
using Portal.Domain.Networking;
using Portal.Domain.Provisioning;

namespace Portal.Infrastructure.UnclaimedEndpoints;

/// <summary>An endpoint that nobody asked the portal for.</summary>
/// <param name="Region">None where AWS does not say.</param>
/// <param name="RejectedBecause">Why a person has turned it away; none while nobody has.</param>
/// <param name="WaitingConnectionIds">The connections from its account that wait for their endpoint.</param>
/// <param name="RejectionLifted">Whether a person has turned it away and another one has taken that back: AWS shows it as rejected until it is claimed.</param>
/// <param name="Side">Whether the reader provides the service, or owns the endpoint's account.</param>
/// <param name="Advice">What the reader can do about it.</param>
/// <param name="IsAdoptable">Whether the portal can take it over as a connection, for consumers of the team that owns its account and network admins.</param>
public sealed record UnclaimedEndpointView(
    Guid ServiceId, string ServiceName, string VpcEndpointId, string OwnerAccountId, VpcEndpointState AwsState, DateTimeOffset? CreatedAt,
    string? Region = null, string? RejectedBecause = null, IReadOnlyList<Guid>? WaitingConnectionIds = null,
    bool RejectionLifted = false, Party Side = Party.Provider, string? Advice = null, bool IsAdoptable = false)
{
    /// <summary>Every endpoint that AWS shows on the service, asked for or not, rejected or not.</summary>
    internal static IEnumerable<UnclaimedEndpointView> AllOf(Guid serviceId, string serviceName, EndpointServiceObservation? seen) =>
        (seen?.LiveConnections ?? []).Concat(seen?.TurnedAway ?? []).Select(endpoint => new UnclaimedEndpointView(
            serviceId, serviceName, endpoint.VpcEndpointId, endpoint.OwnerAccountId, endpoint.State, endpoint.CreatedAt, endpoint.Region));

    /// <summary>The same with what its reader can do about it.</summary>
    /// <param name="managed">Whether the portal works in its account.</param>
    internal UnclaimedEndpointView Advised(bool managed)
    {
        var isAdoptable = managed && RejectedBecause is null
            && AwsState is VpcEndpointState.PendingAcceptance or VpcEndpointState.Pending or VpcEndpointState.Available;
        return this with
        {
            IsAdoptable = isAdoptable,
            Advice = (Side, AwsState) switch
            {
                (Party.Provider, _) when RejectedBecause is not null => "It stays rejected. Take the rejection back if it is to be given to a connection",
                (Party.Provider, _) when WaitingConnectionIds is { Count: > 0 } => "Give it to the connection that waits for its endpoint, or reject it",
                (Party.Provider, _) when isAdoptable =>
                    $"Reject it, or have its owner adopt it: the portal takes it over as a connection from account {OwnerAccountId} once that is approved",
                (Party.Provider, _) => $"Reject it, or have its owner request a connection from account {OwnerAccountId}",
                (_, VpcEndpointState.Rejected) =>
                    "The provider has rejected it: delete it in AWS, which bills it until then, or ask the provider to take that back",
                _ when WaitingConnectionIds is { Count: > 0 } => "Enter its id on the page of your connection that waits for its endpoint",
                _ when isAdoptable => "Adopt it: the portal then takes it over as a connection, once that is approved. Or delete it in AWS",
                _ when managed => "Request a connection to the service: the portal then makes an endpoint of its own. Delete this one in AWS",
                _ => "Request a connection to the service from this account and enter its id there, or delete it in AWS",
            },
        };
    }

    /// <summary>Whether the connection waits for an endpoint such as this one.</summary>
    internal bool Fits(Connection connection) => connection.ServiceId == ServiceId && connection.Spec.SelfManaged
        && ConnectionLifecycle.Allows(connection.Stage, ConnectionAction.BringEndpoint) && connection.VpcEndpointId is null
        && connection.Spec.AccountId == OwnerAccountId && (Region ?? connection.Spec.Region) == connection.Spec.Region;
}
