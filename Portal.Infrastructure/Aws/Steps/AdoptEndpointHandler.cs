using Amazon.EC2;
using Amazon.EC2.Model;
using Portal.Domain.Connections;
using Portal.Domain.Provisioning;

namespace Portal.Infrastructure.Aws.Steps;

internal sealed class AdoptEndpointHandler : Ec2StepHandler<AdoptEndpointCall>
{
    protected override async Task<StepReply> SendAsync(
        IAmazonEC2 ec2, StepRequest request, AdoptEndpointCall call, Party side, CancellationToken cancellationToken)
    {
        var reply = await ec2.CreateTagsAsync(
            new CreateTagsRequest
            {
                Resources = [call.VpcEndpointId],
                Tags = [.. request.Tags.Select(tag => new Tag(tag.Key, tag.Value))],
            },
            cancellationToken).ConfigureAwait(false);
        return StepReplies.Made(reply, call.VpcEndpointId);
    }
}
