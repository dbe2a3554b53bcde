using Amazon.EC2;
using Amazon.EC2.Model;
using Portal.Domain.Connections;
using Portal.Domain.Provisioning;

namespace Portal.Infrastructure.Aws.Steps;

internal sealed class AcceptConnectionHandler : Ec2StepHandler<AcceptConnectionCall>
{
    protected override async Task<StepReply> SendAsync(
        IAmazonEC2 ec2, StepRequest request, AcceptConnectionCall call, Party side, CancellationToken cancellationToken)
    {
        var reply = await ec2.AcceptVpcEndpointConnectionsAsync(
            new AcceptVpcEndpointConnectionsRequest { ServiceId = call.ServiceId, VpcEndpointIds = [call.VpcEndpointId] },
            cancellationToken).ConfigureAwait(false);
        return StepReplies.Batch(reply, reply.Unsuccessful, side);
    }
}
