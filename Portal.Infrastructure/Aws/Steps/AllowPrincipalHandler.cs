using Amazon.EC2;
using Amazon.EC2.Model;
using Portal.Domain.EndpointServices;
using Portal.Domain.Provisioning;

namespace Portal.Infrastructure.Aws.Steps;

internal sealed class AllowPrincipalHandler : Ec2StepHandler<AllowPrincipalCall>
{
    protected override async Task<StepReply> SendAsync(
        IAmazonEC2 ec2, StepRequest request, AllowPrincipalCall call, Party side, CancellationToken cancellationToken)
    {
        var reply = await ec2.ModifyVpcEndpointServicePermissionsAsync(
            new ModifyVpcEndpointServicePermissionsRequest { ServiceId = call.ServiceId, AddAllowedPrincipals = [call.PrincipalArn] },
            cancellationToken).ConfigureAwait(false);
        return StepReplies.Done(reply, reply.ReturnValue);
    }
}
