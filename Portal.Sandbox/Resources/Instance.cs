using System.Text.Json.Serialization;
using Portal.Sandbox.Storage;

namespace Portal.Sandbox.Resources;

/// <summary>One instance, which has one network interface.</summary>
[Table("instances")]
internal sealed record Instance(
    string Id, string OwnerId, string Region, string VpcId, string SubnetId, string PrivateIp, string InstanceType,
    IReadOnlyList<string> SecurityGroupIds, DateTimeOffset LaunchedAt) : IEntity
{
    public const string Running = "running";
    public const string ShuttingDown = "shutting-down";
    public const string Terminated = "terminated";

    public string ImageId { get; init; } = "ami-0c0de5a4d1b2e3f47";

    /// <summary>The launch that it was made in; each of the seed's had one of its own.</summary>
    public string? Reservation { get; init; }
    public string? ClientToken { get; init; }

    /// <summary>From its termination on; before, it runs.</summary>
    public Timeline? End { get; init; }

    [JsonIgnore]
    public string ReservationId => Reservation ?? "r-" + Id[IdKind.Instance.Prefix.Length..];

    /// <summary>It bears the digits of the instance's id.</summary>
    [JsonIgnore]
    public string NetworkInterfaceId => IdKind.NetworkInterface.Prefix + Id[IdKind.Instance.Prefix.Length..];

    public DateTimeOffset? GoneAt => End?.WhenGone();

    public string StateAt(DateTimeOffset now) => End?.At(now) ?? Running;
}
