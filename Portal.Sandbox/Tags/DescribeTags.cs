using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;
using Portal.Sandbox.Resources;
using Portal.Sandbox.Storage;

namespace Portal.Sandbox.Tags;

/// <summary>Lists the tags of the caller's EC2 resources.</summary>
internal sealed class DescribeTags : Listing<DescribeTags.OneTag>
{
    protected override string ListName => "tagSet";

    protected override FilterSet<OneTag> Filters { get; } = new FilterSet<OneTag>()
        .On("key", (_, tag) => tag.Key)
        .On("value", (_, tag) => tag.Value)
        .On("resource-id", (_, tag) => tag.ResourceId)
        .On("resource-type", (_, tag) => tag.ResourceType);

    protected override IEnumerable<OneTag> Visible(Call call) => call.Store.Tags.OwnedBy(call.AccountId)
        .Where(set => set.Region == call.Region && !set.Id.StartsWith("arn:", StringComparison.Ordinal))
        .SelectMany(set => set.Tags.Select(tag => new OneTag(set.Id, set.ResourceType, set.OwnerId, tag.Key, tag.Value)))
        .OrderBy(tag => tag.Id, StringComparer.Ordinal);

    protected override void Write(Call call, ReplyWriter reply, OneTag tag)
    {
        reply.Text("resourceId", tag.ResourceId);
        reply.Text("resourceType", tag.ResourceType);
        reply.Text("key", tag.Key);
        reply.Text("value", tag.Value);
    }

    /// <summary>One tag of one resource.</summary>
    internal sealed record OneTag(string ResourceId, string ResourceType, string OwnerId, string Key, string Value) : IEntity
    {
        public string Id => $"{ResourceId}/{Key}";

        public DateTimeOffset? GoneAt => null;
    }
}
