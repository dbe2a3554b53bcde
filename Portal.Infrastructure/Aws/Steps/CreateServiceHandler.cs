using Amazon.EC2;
using Amazon.EC2.Model;
using Portal.Domain.EndpointServices;
using Portal.Domain.Provisioning;

namespace Portal.Infrastructure.Aws.Steps;

internal sealed class CreateServiceHandler : Ec2StepHandler<CreateServiceCall>
{
    protected override async Task<StepReply> SendAsync(
        IAmazonEC2 ec2, StepRequest request, CreateServiceCall call, Party side, CancellationToken cancellationToken)
    {
        var reply = await ec2.CreateVpcEndpointServiceConfigurationAsync(
            new CreateVpcEndpointServiceConfigurationRequest
            {
                NetworkLoadBalancerArns = [call.LoadBalancerArn],
                AcceptanceRequired = true,
                PrivateDnsName = call.PrivateDnsName,
                ClientToken = request.Token,
                TagSpecifications = request.Ec2Tags(ResourceType.VpcEndpointService),
            },
            cancellationToken).ConfigureAwait(false);
        return StepReplies.Made(reply, reply.ServiceConfiguration?.ServiceId);
    }
}
