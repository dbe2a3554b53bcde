namespace Portal.Domain.EndpointServices;

/// <summary>A person's word that an endpoint which belongs to no connection stays turned away from a service.</summary>
public sealed class RejectedEndpoint(Guid serviceId, string vpcEndpointId, string reason, DateTimeOffset rejectedAt)
{
    public Guid ServiceId { get; } = serviceId;

    public string VpcEndpointId { get; } = vpcEndpointId;

    public string Reason { get; } = reason;

    public DateTimeOffset RejectedAt { get; } = rejectedAt;
}
