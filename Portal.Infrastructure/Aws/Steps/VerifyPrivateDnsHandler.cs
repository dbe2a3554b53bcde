using Amazon.EC2;
using Amazon.EC2.Model;
using Portal.Domain.EndpointServices;
using Portal.Domain.Provisioning;

namespace Portal.Infrastructure.Aws.Steps;

internal sealed class VerifyPrivateDnsHandler : Ec2StepHandler<VerifyPrivateDnsCall>
{
    protected override async Task<StepReply> SendAsync(
        IAmazonEC2 ec2, StepRequest request, VerifyPrivateDnsCall call, Party side, CancellationToken cancellationToken)
    {
        var reply = await ec2.StartVpcEndpointServicePrivateDnsVerificationAsync(
            new StartVpcEndpointServicePrivateDnsVerificationRequest { ServiceId = call.ServiceId }, cancellationToken).ConfigureAwait(false);
        return StepReplies.Done(reply, reply.ReturnValue);
    }
}
