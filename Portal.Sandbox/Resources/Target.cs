using System.Text.Json.Serialization;
using Portal.Sandbox.Storage;

namespace Portal.Sandbox.Resources;

/// <summary>One registration of a target in a group: the same instance or address may be in it under several ports.</summary>
[Table("targets")]
internal sealed record Target(string GroupArn, string OwnerId, string TargetId, int Port, string? ZoneId, DateTimeOffset RegisteredAt) : IEntity
{
    public string Id => IdOf(GroupArn, TargetId, Port);

    /// <summary>When it was deregistered while in use; it drains until it is gone.</summary>
    public DateTimeOffset? GoneAt { get; init; }

    /// <summary>Outside the VPC and reachable from every zone.</summary>
    [JsonIgnore]
    public bool IsEverywhere => ZoneId is null;

    public static string IdOf(string groupArn, string targetId, int port) => $"{groupArn}|{targetId}|{port}";
}
