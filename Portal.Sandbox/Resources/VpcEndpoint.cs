using System.Text.Json.Serialization;
using Portal.Sandbox.Storage;

namespace Portal.Sandbox.Resources;

/// <summary>One interface endpoint, and at the same time the connection that the provider sees.</summary>
[Table("endpoints")]
internal sealed record VpcEndpoint : IProgressing
{
    public const string PendingAcceptance = "pendingAcceptance";
    public const string Pending = "pending";
    public const string Available = "available";
    public const string Rejected = "rejected";
    public const string Deleting = "deleting";
    public const string Deleted = "deleted";

    public required string Id { get; init; }
    public required string OwnerId { get; init; }
    public required string Region { get; init; }
    public required string VpcId { get; init; }
    public required string ServiceId { get; init; }
    public required string ServiceName { get; init; }

    /// <summary>The random part that follows the endpoint's id in its DNS names.</summary>
    public required string DnsSuffix { get; init; }

    /// <summary>The id under which the provider's side may tag it.</summary>
    public required string ConnectionId { get; init; }
    public IReadOnlyList<EndpointSubnet> Subnets { get; init; } = [];
    public required IReadOnlyList<string> SecurityGroupIds { get; init; }
    public bool PrivateDnsEnabled { get; init; }

    /// <summary>The service's private name when private DNS was switched on.</summary>
    public string? PrivateDnsName { get; init; }
    public string? PolicyDocument { get; init; }
    public string DnsRecordIpType { get; init; } = "ipv4";
    public required DateTimeOffset CreatedAt { get; init; }
    public required Timeline States { get; init; }

    /// <summary>Until then a change is under way and a second one is refused.</summary>
    public DateTimeOffset? BusyUntil { get; init; }

    /// <summary>What AWS says went wrong with it.</summary>
    public EndpointError? LastError { get; init; }

    public DateTimeOffset? GoneAt => States.WhenGone();

    /// <summary>The hidden hosted zone in which AWS keeps the private name.</summary>
    [JsonIgnore]
    public string PrivateZoneId => $"Z{DnsSuffix.ToUpperInvariant()}PRIVATE";

    [JsonIgnore]
    public IEnumerable<string> NetworkInterfaceIds => Subnets.Select(subnet => subnet.NetworkInterfaceId);

    public IProgressing With(Timeline states) => this with { States = states };

    /// <summary>Whether the provider has to reject it before the service can be deleted.</summary>
    public bool HoldsConnection(DateTimeOffset now) => States.At(now) is PendingAcceptance or Pending or Available;
}

/// <summary>What went wrong with an endpoint, in AWS's words.</summary>
internal sealed record EndpointError(string Code, string Message);
