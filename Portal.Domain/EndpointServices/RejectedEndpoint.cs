namespace Portal.Domain.EndpointServices;

/// <summary>A person's word that an endpoint which belongs to no connection stays turned away from a service, until somebody takes it back.</summary>
public sealed class RejectedEndpoint(Guid serviceId, string vpcEndpointId, string reason, DateTimeOffset rejectedAt)
{
    public Guid ServiceId { get; } = serviceId;

    public string VpcEndpointId { get; } = vpcEndpointId;

    public string Reason { get; private set; } = reason;

    public DateTimeOffset RejectedAt { get; private set; } = rejectedAt;

    /// <summary>When it was taken back: the endpoint is held from then on, to be claimed. None while it holds.</summary>
    public DateTimeOffset? LiftedAt { get; private set; }

    public void Lift(DateTimeOffset now) => LiftedAt = now;

    /// <summary>Turns it away once more.</summary>
    public void Renew(string reason, DateTimeOffset now) => (Reason, RejectedAt, LiftedAt) = (reason, now, null);
}
