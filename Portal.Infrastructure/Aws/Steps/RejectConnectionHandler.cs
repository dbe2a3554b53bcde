using Amazon.EC2;
using Amazon.EC2.Model;
using Portal.Domain.Connections;
using Portal.Domain.EndpointServices;
using Portal.Domain.Provisioning;

namespace Portal.Infrastructure.Aws.Steps;

internal sealed class RejectConnectionHandler : Ec2StepHandler<RejectConnectionCall>
{
    protected override async Task<StepReply> SendAsync(
        IAmazonEC2 ec2, StepRequest request, RejectConnectionCall call, Party side, CancellationToken cancellationToken)
    {
        var reply = await ec2.RejectVpcEndpointConnectionsAsync(
            new RejectVpcEndpointConnectionsRequest { ServiceId = call.ServiceId, VpcEndpointIds = [call.VpcEndpointId] },
            cancellationToken).ConfigureAwait(false);
        return StepReplies.Batch(reply, reply.Unsuccessful, side);
    }
}
