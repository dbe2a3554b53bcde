using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;

namespace Portal.Sandbox.LoadBalancers.Tagging;

/// <summary>Shows the tags of up to twenty resources.</summary>
internal sealed class DescribeTags : ElasticLoadBalancingOperation
{
    public override void Execute(Call call, ReplyWriter reply) => reply.List("TagDescriptions", ElbTags.Resources(call), arn =>
    {
        reply.Text("ResourceArn", arn);
        reply.List("Tags", call.Tags(arn), tag =>
        {
            reply.Text("Key", tag.Key);
            reply.Text("Value", tag.Value);
        });
    });
}
