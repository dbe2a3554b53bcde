using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;

namespace Portal.Sandbox.LoadBalancers.Tagging;

/// <summary>Takes tags off resources by key; a key that is not there is no error.</summary>
internal sealed class RemoveTags : ElasticLoadBalancingOperation
{
    public override void Execute(Call call, ReplyWriter reply)
    {
        var arns = ElbTags.Resources(call);
        var keys = call.Parameters.RequiredTexts("TagKeys");
        foreach (var arn in arns)
        {
            ElbTags.Put(call, arn, call.Tags(arn).Where(tag => !keys.Contains(tag.Key)).ToDictionary());
            call.Touched(arn);
        }
    }
}
