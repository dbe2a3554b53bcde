using Portal.Domain.Connections;
using Portal.Domain.EndpointServices;
using Portal.Domain.Networking;

namespace Portal.Infrastructure.UnclaimedEndpoints;

/// <summary>An endpoint that nobody asked the portal for.</summary>
/// <param name="Region">None where AWS does not say.</param>
/// <param name="RejectedBecause">Why a person has turned it away; none while nobody has.</param>
/// <param name="WaitingConnectionIds">The connections from its account that wait for their endpoint.</param>
public sealed record UnclaimedEndpointView(
    Guid ServiceId, string ServiceName, string VpcEndpointId, string OwnerAccountId, VpcEndpointState AwsState, DateTimeOffset? CreatedAt,
    string? Region = null, string? RejectedBecause = null, IReadOnlyList<Guid>? WaitingConnectionIds = null)
{
    /// <summary>Every endpoint that AWS shows on the service, asked for or not.</summary>
    internal static IEnumerable<UnclaimedEndpointView> AllOf(Guid serviceId, string serviceName, EndpointServiceObservation? seen) =>
        (seen?.LiveConnections ?? []).Select(endpoint => new UnclaimedEndpointView(
            serviceId, serviceName, endpoint.VpcEndpointId, endpoint.OwnerAccountId, endpoint.State, endpoint.CreatedAt, endpoint.Region));

    /// <summary>Whether the connection waits for an endpoint such as this one.</summary>
    internal bool Fits(Connection connection) => connection.ServiceId == ServiceId && connection.Spec.SelfManaged
        && ConnectionLifecycle.Allows(connection.Stage, ConnectionAction.BringEndpoint) && connection.VpcEndpointId is null
        && connection.Spec.AccountId == OwnerAccountId && (Region ?? connection.Spec.Region) == connection.Spec.Region;
}
