using Portal.Domain.EndpointServices;

namespace Portal.Infrastructure.EndpointServices;

/// <summary>What consumers need to know of a service in AWS.</summary>
public sealed record EndpointServiceAwsView(string ServiceId, string ServiceName, ServiceConfigurationState State, PrivateDnsNameState? PrivateDnsNameState)
{
    public static EndpointServiceAwsView? Of(EndpointServiceObservation? seen) => seen?.Service.Value is { } service
        ? new(service.ServiceId, service.ServiceName, service.State, service.PrivateDnsName is null ? null : service.PrivateDnsNameState)
        : null;
}
