using System.Text.Json.Serialization;
using Portal.Sandbox.Storage;

namespace Portal.Sandbox.Resources;

/// <summary>One target group; its id is its ARN.</summary>
[Table("targetGroups")]
internal sealed record TargetGroup : IEntity
{
    public const string Instances = "instance";
    public const string Addresses = "ip";

    public required string Id { get; init; }
    public required string OwnerId { get; init; }
    public required string Region { get; init; }
    public required string Name { get; init; }
    public required string VpcId { get; init; }
    public required string Protocol { get; init; }
    public required int Port { get; init; }

    /// <summary>instance or ip.</summary>
    public required string TargetType { get; init; }
    public required HealthCheck HealthCheck { get; init; }

    /// <summary>Only the attributes that were set; the others have AWS's defaults.</summary>
    public IReadOnlyDictionary<string, string> Attributes { get; init; } = new Dictionary<string, string>();
    public DateTimeOffset? GoneAt => null;

    [JsonIgnore]
    public bool IsHttp => Protocol is "HTTP" or "HTTPS";
}
