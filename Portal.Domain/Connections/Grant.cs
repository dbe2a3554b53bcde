namespace Portal.Domain.Connections;

/// <summary>A connection's wish that a principal be allowed on a service; the service reconciles the union of them.</summary>
public sealed class Grant(Guid id, Guid serviceId, Guid connectionId, string principalArn, DateTimeOffset createdAt)
{
    public Guid Id { get; } = id;

    public Guid ServiceId { get; } = serviceId;

    public Guid ConnectionId { get; } = connectionId;

    public string PrincipalArn { get; } = principalArn;

    public DateTimeOffset CreatedAt { get; } = createdAt;

    /// <summary>When the connection no longer needed it; kept, so that the portal knows which principals were its own.</summary>
    public DateTimeOffset? ReleasedAt { get; private set; }

    public void Release(DateTimeOffset now) => ReleasedAt ??= now;
}
