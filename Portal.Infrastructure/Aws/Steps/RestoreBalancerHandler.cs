using Amazon.EC2;
using Amazon.EC2.Model;
using Portal.Domain.EndpointServices;
using Portal.Domain.Provisioning;

namespace Portal.Infrastructure.Aws.Steps;

internal sealed class RestoreBalancerHandler : Ec2StepHandler<RestoreBalancerCall>
{
    protected override async Task<StepReply> SendAsync(
        IAmazonEC2 ec2, StepRequest request, RestoreBalancerCall call, Party side, CancellationToken cancellationToken)
    {
        var reply = await ec2.ModifyVpcEndpointServiceConfigurationAsync(
            new ModifyVpcEndpointServiceConfigurationRequest
            {
                ServiceId = call.ServiceId,
                AddNetworkLoadBalancerArns = call.AddArn is { } own ? [own] : null,
                RemoveNetworkLoadBalancerArns = call.RemoveArns.OrNone(),
            },
            cancellationToken).ConfigureAwait(false);
        return StepReplies.Done(reply, reply.Return);
    }
}
