using Portal.Sandbox.Storage;

namespace Portal.Sandbox.Resources;

/// <summary>One VPC.</summary>
[Table("vpcs")]
internal sealed record Vpc(string Id, string OwnerId, string Region, string Cidr) : IEntity
{
    public bool DnsSupport { get; init; } = true;

    public bool DnsHostnames { get; init; } = true;

    public bool AddressUsageMetrics { get; init; }

    public DateTimeOffset? GoneAt => null;
}
