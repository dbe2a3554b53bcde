using Amazon.EC2.Model;
using Portal.Domain.Provisioning;
using ElbTag = Amazon.ElasticLoadBalancingV2.Model.Tag;

namespace Portal.Infrastructure.Aws.Steps;

/// <summary>Changes the tags of one object: by EC2, or by Elastic Load Balancing where it has an ARN.</summary>
internal abstract class TagsHandler<TCall> : StepHandler
    where TCall : TagsCall
{
    public sealed override Type CallType => typeof(TCall);

    public sealed override async Task<StepReply> SendAsync(AwsWriters aws, StepRequest request, Party side, CancellationToken cancellationToken) =>
        (TCall)request.Call switch
        {
            { Removes: true } call when IsArn(call) => StepReplies.Done(await aws.LoadBalancing.RemoveTagsAsync(
                new() { ResourceArns = [call.Id], TagKeys = [.. call.Tags.Keys] }, cancellationToken).ConfigureAwait(false)),
            var call when IsArn(call) => StepReplies.Done(await aws.LoadBalancing.AddTagsAsync(
                new() { ResourceArns = [call.Id], Tags = [.. call.Tags.Select(tag => new ElbTag { Key = tag.Key, Value = tag.Value })] },
                cancellationToken).ConfigureAwait(false)),
            // With its value: what somebody has changed meanwhile is theirs.
            { Removes: true } call => StepReplies.Done(await aws.Ec2.DeleteTagsAsync(
                new DeleteTagsRequest { Resources = [call.Id], Tags = Ec2(call) }, cancellationToken).ConfigureAwait(false)),
            var call => StepReplies.Done(await aws.Ec2.CreateTagsAsync(
                new CreateTagsRequest { Resources = [call.Id], Tags = Ec2(call) }, cancellationToken).ConfigureAwait(false)),
        };

    private static bool IsArn(TagsCall call) => call.Id.StartsWith("arn:", StringComparison.Ordinal);

    private static List<Tag> Ec2(TagsCall call) => [.. call.Tags.Select(tag => new Tag(tag.Key, tag.Value))];
}
