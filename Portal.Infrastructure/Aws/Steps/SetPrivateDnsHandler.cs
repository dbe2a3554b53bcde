using Amazon.EC2;
using Amazon.EC2.Model;
using Portal.Domain.Connections;
using Portal.Domain.Provisioning;

namespace Portal.Infrastructure.Aws.Steps;

internal sealed class SetPrivateDnsHandler : Ec2StepHandler<SetPrivateDnsCall>
{
    protected override async Task<StepReply> SendAsync(
        IAmazonEC2 ec2, StepRequest request, SetPrivateDnsCall call, Party side, CancellationToken cancellationToken) =>
        StepReplies.Done(await ec2.ModifyVpcEndpointAsync(
            new ModifyVpcEndpointRequest { VpcEndpointId = call.VpcEndpointId, PrivateDnsEnabled = call.Enabled }, cancellationToken).ConfigureAwait(false));
}
