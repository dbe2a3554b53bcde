using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;

namespace Portal.Sandbox.Tags;

/// <summary>Puts tags on resources of EC2.</summary>
internal sealed class CreateTags : Ec2Operation
{
    public override void Execute(Call call, ReplyWriter reply)
    {
        var ids = call.Parameters.RequiredTexts("ResourceId");
        var tags = TagRules.Of(call.Parameters);
        call.EndDryRun();
        if (tags.Count == 0)
        {
            throw CommonErrors.MissingParameter(Api, "Tag");
        }

        foreach (var resource in ids.Select(id => TaggedResource.Find(call, id)).ToList())
        {
            TagRules.Put(call, resource.Id, resource.OwnerId, resource.Region, resource.ResourceType, tags, resource.GoneAt);
            call.Touched(resource.Id);
        }

        reply.Flag("return", true);
    }
}
