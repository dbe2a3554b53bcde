using Amazon.EC2;
using Amazon.EC2.Model;
using Portal.Domain.Connections;
using Portal.Domain.Provisioning;

namespace Portal.Infrastructure.Aws.Steps;

internal sealed class DeleteEndpointHandler : Ec2StepHandler<DeleteEndpointCall>
{
    protected override Task<StepReply> SendAsync(
        IAmazonEC2 ec2, StepRequest request, DeleteEndpointCall call, Party side, CancellationToken cancellationToken) =>
        StepReplies.DeletedAsync(async () =>
        {
            var reply = await ec2.DeleteVpcEndpointsAsync(new DeleteVpcEndpointsRequest { VpcEndpointIds = [call.VpcEndpointId] }, cancellationToken)
                .ConfigureAwait(false);
            return StepReplies.Batch(reply, reply.Unsuccessful, side);
        });
}
