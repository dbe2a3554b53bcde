using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;
using Portal.Sandbox.Resources;

namespace Portal.Sandbox.Tags;

/// <summary>Takes tags off resources of EC2: those named, those named with that value, or all when none is named.</summary>
internal sealed class DeleteTags : Ec2Operation
{
    public override void Execute(Call call, ReplyWriter reply)
    {
        var ids = call.Parameters.RequiredTexts("ResourceId");
        var named = call.Parameters.Items("Tag").Select(tag => (Key: tag.Required("Key"), Value: tag.Text("Value"))).ToList();
        call.EndDryRun();
        foreach (var resource in ids.Select(id => TaggedResource.Find(call, id)).ToList())
        {
            Delete(call, resource.Id, named);
            call.Touched(resource.Id);
        }

        reply.Flag("return", true);
    }

    private static void Delete(Call call, string id, List<(string Key, string? Value)> named)
    {
        if (call.Store.Tags.TryFind(id, out var set))
        {
            var kept = set.Tags
                .Where(tag => named.Count > 0 && !named.Any(wanted => wanted.Key == tag.Key && (wanted.Value is null || wanted.Value == tag.Value)))
                .ToDictionary();
            if (kept.Count > 0)
            {
                call.Store.Tags.Put(set with { Tags = kept });
            }
            else
            {
                call.Store.Tags.Delete(id);
            }
        }
    }
}
