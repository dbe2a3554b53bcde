using Amazon.EC2;
using Amazon.EC2.Model;
using Portal.Domain.EndpointServices;
using Portal.Domain.Provisioning;

namespace Portal.Infrastructure.Aws.Steps;

internal sealed class DisallowPrincipalHandler : Ec2StepHandler<DisallowPrincipalCall>
{
    protected override async Task<StepReply> SendAsync(
        IAmazonEC2 ec2, StepRequest request, DisallowPrincipalCall call, Party side, CancellationToken cancellationToken)
    {
        var reply = await ec2.ModifyVpcEndpointServicePermissionsAsync(
            new ModifyVpcEndpointServicePermissionsRequest { ServiceId = call.ServiceId, RemoveAllowedPrincipals = [call.PrincipalArn] },
            cancellationToken).ConfigureAwait(false);
        return StepReplies.Done(reply, reply.ReturnValue);
    }
}
