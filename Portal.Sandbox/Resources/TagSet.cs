using Portal.Sandbox.Storage;

namespace Portal.Sandbox.Resources;

/// <summary>The tags of one resource under the resource's id (or ARN). Put only for resources that have any.</summary>
[Table("tags")]
internal sealed record TagSet(string Id, string OwnerId, string Region, string ResourceType, IReadOnlyDictionary<string, string> Tags) : IEntity
{
    public DateTimeOffset? GoneAt { get; init; }
}
