using Portal.Sandbox.Operations;
using Portal.Sandbox.Protocol;

namespace Portal.Sandbox.LoadBalancers.Tagging;

/// <summary>Adds tags to resources; a key that is there gets the new value.</summary>
internal sealed class AddTags : ElasticLoadBalancingOperation
{
    public override void Execute(Call call, ReplyWriter reply)
    {
        var arns = ElbTags.Resources(call);
        var tags = ElbTags.Read(call);
        if (tags.Count == 0)
        {
            throw CommonErrors.MissingParameter(Api, "Tags");
        }

        foreach (var arn in arns)
        {
            ElbTags.Put(call, arn, call.Tags(arn).Where(tag => !tags.ContainsKey(tag.Key)).Concat(tags).ToDictionary());
            call.Touched(arn);
        }
    }
}
