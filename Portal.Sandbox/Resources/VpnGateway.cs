using System.Text.Json.Serialization;
using Portal.Sandbox.Storage;

namespace Portal.Sandbox.Resources;

/// <summary>One virtual private gateway: where a Direct Connect or a VPN ends, and which VPC it is attached to.</summary>
[Table("vpnGateways")]
internal sealed record VpnGateway(string Id, string OwnerId, string Region) : IEntity
{
    public const string Available = "available";
    public const string Deleted = "deleted";

    public long Asn { get; init; } = 64512;
    public string? VpcId { get; init; }

    /// <summary>The ranges that the other end announces to it.</summary>
    public IReadOnlyList<string> AnnouncedCidrs { get; init; } = [];
    public required Timeline States { get; init; }

    public DateTimeOffset? GoneAt => States.WhenGone();

    public bool IsLive(DateTimeOffset now) => States.At(now) == Available;

    [JsonIgnore]
    public string? AttachmentState => VpcId is null ? null : "attached";
}
