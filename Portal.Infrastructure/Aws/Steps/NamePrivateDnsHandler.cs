using Amazon.EC2;
using Amazon.EC2.Model;
using Portal.Domain.EndpointServices;
using Portal.Domain.Provisioning;

namespace Portal.Infrastructure.Aws.Steps;

internal sealed class NamePrivateDnsHandler : Ec2StepHandler<NamePrivateDnsCall>
{
    protected override async Task<StepReply> SendAsync(
        IAmazonEC2 ec2, StepRequest request, NamePrivateDnsCall call, Party side, CancellationToken cancellationToken)
    {
        var reply = await ec2.ModifyVpcEndpointServiceConfigurationAsync(
            new ModifyVpcEndpointServiceConfigurationRequest
            {
                ServiceId = call.ServiceId,
                PrivateDnsName = call.Name,
                RemovePrivateDnsName = call.Name is null ? true : null,
            },
            cancellationToken).ConfigureAwait(false);
        return StepReplies.Done(reply, reply.Return);
    }
}
