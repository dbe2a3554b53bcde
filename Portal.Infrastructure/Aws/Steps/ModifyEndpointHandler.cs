using Amazon.EC2;
using Amazon.EC2.Model;
using Portal.Domain.Connections;
using Portal.Domain.Provisioning;

namespace Portal.Infrastructure.Aws.Steps;

internal sealed class ModifyEndpointHandler : Ec2StepHandler<ModifyEndpointCall>
{
    protected override async Task<StepReply> SendAsync(
        IAmazonEC2 ec2, StepRequest request, ModifyEndpointCall call, Party side, CancellationToken cancellationToken) =>
        StepReplies.Done(await ec2.ModifyVpcEndpointAsync(
            new ModifyVpcEndpointRequest
            {
                VpcEndpointId = call.VpcEndpointId,
                AddSubnetIds = call.AddSubnetIds.OrNone(),
                RemoveSubnetIds = call.RemoveSubnetIds.OrNone(),
                SubnetConfigurations = CreateEndpointHandler.Fixed(call.FixedAddresses ?? []),
                AddSecurityGroupIds = call.AddSecurityGroupIds.OrNone(),
                RemoveSecurityGroupIds = call.RemoveSecurityGroupIds.OrNone(),
            },
            cancellationToken).ConfigureAwait(false));
}
