using Amazon.EC2;
using Amazon.EC2.Model;
using Portal.Domain.Provisioning;

namespace Portal.Infrastructure.Aws;

/// <summary>The mutating calls on interface endpoints, in the consumer's account.</summary>
internal static class EndpointSteps
{
    public static async Task<StepReply> CreateAsync(IAmazonEC2 ec2, StepRequest request, CreateEndpointCall call, CancellationToken cancellationToken)
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
                SecurityGroupIds = OrNone(call.SecurityGroupIds),
                ClientToken = request.Token,
                TagSpecifications = Tags(ResourceType.VpcEndpoint, request),
            },
            cancellationToken).ConfigureAwait(false);
        return StepReplies.Made(reply, reply.VpcEndpoint?.VpcEndpointId);
    }

    public static async Task<StepReply> ModifyAsync(IAmazonEC2 ec2, ModifyEndpointCall call, CancellationToken cancellationToken) => StepReplies.Done(
        await ec2.ModifyVpcEndpointAsync(
            new ModifyVpcEndpointRequest
            {
                VpcEndpointId = call.VpcEndpointId,
                AddSubnetIds = OrNone(call.AddSubnetIds),
                RemoveSubnetIds = OrNone(call.RemoveSubnetIds),
                SubnetConfigurations = Fixed(call.FixedAddresses ?? []),
                AddSecurityGroupIds = OrNone(call.AddSecurityGroupIds),
                RemoveSecurityGroupIds = OrNone(call.RemoveSecurityGroupIds),
            },
            cancellationToken).ConfigureAwait(false));

    public static async Task<StepReply> SetPrivateDnsAsync(IAmazonEC2 ec2, SetPrivateDnsCall call, CancellationToken cancellationToken) => StepReplies.Done(
        await ec2.ModifyVpcEndpointAsync(
            new ModifyVpcEndpointRequest { VpcEndpointId = call.VpcEndpointId, PrivateDnsEnabled = call.Enabled },
            cancellationToken).ConfigureAwait(false));

    public static Task<StepReply> DeleteAsync(IAmazonEC2 ec2, DeleteEndpointCall call, Party side, CancellationToken cancellationToken) => StepReplies.DeletedAsync(async () =>
    {
        var reply = await ec2.DeleteVpcEndpointsAsync(new DeleteVpcEndpointsRequest { VpcEndpointIds = [call.VpcEndpointId] }, cancellationToken).ConfigureAwait(false);
        return StepReplies.Batch(reply, reply.Unsuccessful, side);
    });

    public static List<TagSpecification> Tags(ResourceType type, StepRequest request) =>
        [new() { ResourceType = type, Tags = [.. request.Tags.Select(tag => new Tag(tag.Key, tag.Value))] }];

    private static List<SubnetConfiguration>? Fixed(IReadOnlyList<EndpointSubnet> subnets) =>
        subnets.Where(subnet => subnet.Ipv4 is not null).Select(subnet => new SubnetConfiguration { SubnetId = subnet.SubnetId, Ipv4 = subnet.Ipv4 }).ToList() is { Count: > 0 } some ? some : null;

    // An empty list would be sent as an empty parameter, which AWS refuses.
    private static List<string>? OrNone(IReadOnlyList<string> ids) => ids.Count == 0 ? null : [.. ids];
}
