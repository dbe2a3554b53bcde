using Amazon.EC2;
using Amazon.EC2.Model;
using Portal.Domain.Connections;
using Portal.Domain.Provisioning;

namespace Portal.Infrastructure.Aws.Steps;

internal sealed class CreateEndpointHandler : Ec2StepHandler<CreateEndpointCall>
{
    internal static List<SubnetConfiguration>? Fixed(IEnumerable<EndpointSubnet> subnets) => subnets.Where(subnet => subnet.Ipv4 is not null)
        .Select(subnet => new SubnetConfiguration { SubnetId = subnet.SubnetId, Ipv4 = subnet.Ipv4 }).OrNone();

    protected override async Task<StepReply> SendAsync(
        IAmazonEC2 ec2, StepRequest request, CreateEndpointCall call, Party side, CancellationToken cancellationToken)
    {
        var reply = await ec2.CreateVpcEndpointAsync(
            new CreateVpcEndpointRequest
            {
                VpcId = call.VpcId,
                ServiceName = call.ServiceName,
                // AWS makes a gateway endpoint when the type is left out.
                VpcEndpointType = VpcEndpointType.Interface,
                // Names that switch over before the endpoint works cut their users off.
                PrivateDnsEnabled = false,
                SubnetIds = [.. call.Subnets.Select(subnet => subnet.SubnetId)],
                SubnetConfigurations = Fixed(call.Subnets),
                SecurityGroupIds = call.SecurityGroupIds.OrNone(),
                ClientToken = request.Token,
                TagSpecifications = request.Ec2Tags(ResourceType.VpcEndpoint),
            },
            cancellationToken).ConfigureAwait(false);
        return StepReplies.Made(reply, reply.VpcEndpoint?.VpcEndpointId);
    }
}
