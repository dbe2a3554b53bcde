using Portal.Domain.EndpointServices;
using Portal.Domain.Networking;

namespace Portal.Infrastructure.EndpointServices;

/// <summary>An endpoint that nobody asked the portal for.</summary>
public sealed record UnclaimedEndpointView(
    Guid ServiceId, string ServiceName, string VpcEndpointId, string OwnerAccountId, VpcEndpointState AwsState, DateTimeOffset? CreatedAt)
{
    /// <summary>Every endpoint that AWS shows on the service, asked for or not.</summary>
    internal static IEnumerable<UnclaimedEndpointView> AllOf(Guid serviceId, string serviceName, EndpointServiceObservation? seen) =>
        (seen?.LiveConnections ?? []).Select(endpoint => new UnclaimedEndpointView(
            serviceId, serviceName, endpoint.VpcEndpointId, endpoint.OwnerAccountId, endpoint.State, endpoint.CreatedAt));
}
