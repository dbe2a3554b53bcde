using System.Text.Json.Serialization;
using Portal.Sandbox.Storage;

namespace Portal.Sandbox.Resources;

/// <summary>One elastic network interface with its address.</summary>
[Table("networkInterfaces")]
internal sealed record NetworkInterface : IEntity
{
    public required string Id { get; init; }
    public required string OwnerId { get; init; }
    public required string Region { get; init; }
    public required string VpcId { get; init; }
    public required string SubnetId { get; init; }
    public required string ZoneId { get; init; }
    public required string PrivateIp { get; init; }

    /// <summary>interface, vpc_endpoint or network_load_balancer.</summary>
    public required string InterfaceType { get; init; }
    public required string Description { get; init; }

    /// <summary>The endpoint, load balancer or instance that it serves.</summary>
    public required string ServesId { get; init; }
    public IReadOnlyList<string> SecurityGroupIds { get; init; } = [];
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? GoneAt { get; init; }

    /// <summary>AWS made it for something of its own; its owner can neither detach nor delete it.</summary>
    [JsonIgnore]
    public bool IsManaged => InterfaceType != "interface";

    [JsonIgnore]
    public string MacAddress => "02:" + string.Join(':', Id[^10..].Chunk(2).Select(pair => new string(pair)));
}
