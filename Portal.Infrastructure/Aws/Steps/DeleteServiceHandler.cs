using Amazon.EC2;
using Amazon.EC2.Model;
using Portal.Domain.EndpointServices;
using Portal.Domain.Provisioning;

namespace Portal.Infrastructure.Aws.Steps;

internal sealed class DeleteServiceHandler : Ec2StepHandler<DeleteServiceCall>
{
    protected override Task<StepReply> SendAsync(
        IAmazonEC2 ec2, StepRequest request, DeleteServiceCall call, Party side, CancellationToken cancellationToken) =>
        StepReplies.DeletedAsync(async () =>
        {
            var reply = await ec2.DeleteVpcEndpointServiceConfigurationsAsync(
                new DeleteVpcEndpointServiceConfigurationsRequest { ServiceIds = [call.ServiceId] }, cancellationToken).ConfigureAwait(false);
            return StepReplies.Batch(reply, reply.Unsuccessful, side);
        });
}
