using Portal.Sandbox.Storage;

namespace Portal.Sandbox.Resources;

/// <summary>One listener of a Network Load Balancer: a port that forwards to one target group; its id is its ARN.</summary>
[Table("listeners")]
internal sealed record Listener : IEntity
{
    public required string Id { get; init; }
    public required string OwnerId { get; init; }
    public required string Region { get; init; }
    public required string LoadBalancerArn { get; init; }
    public required string Protocol { get; init; }
    public required int Port { get; init; }
    public required string TargetGroupArn { get; init; }

    /// <summary>Since when it forwards to that target group.</summary>
    public required DateTimeOffset ForwardsSince { get; init; }

    /// <summary>Only TLS listeners have a certificate, a policy and perhaps an ALPN policy.</summary>
    public string? CertificateArn { get; init; }
    public string? SslPolicy { get; init; }
    public string? AlpnPolicy { get; init; }
    public DateTimeOffset? GoneAt => null;
}
