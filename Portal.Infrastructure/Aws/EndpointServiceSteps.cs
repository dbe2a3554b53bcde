using Amazon.EC2;
using Amazon.EC2.Model;
using Portal.Domain.Provisioning;

namespace Portal.Infrastructure.Aws;

/// <summary>The mutating calls on endpoint services, their principals and the endpoints that connect to them, in the provider's account.</summary>
internal static class EndpointServiceSteps
{
    public static async Task<StepReply> CreateAsync(IAmazonEC2 ec2, StepRequest request, CreateServiceCall call, CancellationToken cancellationToken)
    {
        var reply = await ec2.CreateVpcEndpointServiceConfigurationAsync(
            new CreateVpcEndpointServiceConfigurationRequest
            {
                NetworkLoadBalancerArns = [call.LoadBalancerArn],
                AcceptanceRequired = true,
                PrivateDnsName = call.PrivateDnsName,
                ClientToken = request.Token,
                TagSpecifications = EndpointSteps.Tags(ResourceType.VpcEndpointService, request),
            },
            cancellationToken).ConfigureAwait(false);
        return StepReplies.Made(reply, reply.ServiceConfiguration?.ServiceId);
    }

    public static Task<StepReply> DeleteAsync(IAmazonEC2 ec2, DeleteServiceCall call, Party side, CancellationToken cancellationToken) => StepReplies.DeletedAsync(async () =>
    {
        var reply = await ec2.DeleteVpcEndpointServiceConfigurationsAsync(
            new DeleteVpcEndpointServiceConfigurationsRequest { ServiceIds = [call.ServiceId] }, cancellationToken).ConfigureAwait(false);
        return StepReplies.Batch(reply, reply.Unsuccessful, side);
    });

    public static async Task<StepReply> RequireAcceptanceAsync(IAmazonEC2 ec2, RequireAcceptanceCall call, CancellationToken cancellationToken)
    {
        var reply = await ec2.ModifyVpcEndpointServiceConfigurationAsync(
            new ModifyVpcEndpointServiceConfigurationRequest { ServiceId = call.ServiceId, AcceptanceRequired = true }, cancellationToken).ConfigureAwait(false);
        return StepReplies.Done(reply, reply.Return);
    }

    public static Task<StepReply> AllowPrincipalAsync(IAmazonEC2 ec2, AllowPrincipalCall call, CancellationToken cancellationToken) =>
        PermitAsync(ec2, new() { ServiceId = call.ServiceId, AddAllowedPrincipals = [call.PrincipalArn] }, cancellationToken);

    public static Task<StepReply> DisallowPrincipalAsync(IAmazonEC2 ec2, DisallowPrincipalCall call, CancellationToken cancellationToken) =>
        PermitAsync(ec2, new() { ServiceId = call.ServiceId, RemoveAllowedPrincipals = [call.PrincipalArn] }, cancellationToken);

    public static async Task<StepReply> AcceptAsync(IAmazonEC2 ec2, AcceptConnectionCall call, Party side, CancellationToken cancellationToken)
    {
        var reply = await ec2.AcceptVpcEndpointConnectionsAsync(
            new AcceptVpcEndpointConnectionsRequest { ServiceId = call.ServiceId, VpcEndpointIds = [call.VpcEndpointId] }, cancellationToken).ConfigureAwait(false);
        return StepReplies.Batch(reply, reply.Unsuccessful, side);
    }

    public static async Task<StepReply> RejectAsync(IAmazonEC2 ec2, RejectConnectionCall call, Party side, CancellationToken cancellationToken)
    {
        var reply = await ec2.RejectVpcEndpointConnectionsAsync(
            new RejectVpcEndpointConnectionsRequest { ServiceId = call.ServiceId, VpcEndpointIds = [call.VpcEndpointId] }, cancellationToken).ConfigureAwait(false);
        return StepReplies.Batch(reply, reply.Unsuccessful, side);
    }

    private static async Task<StepReply> PermitAsync(IAmazonEC2 ec2, ModifyVpcEndpointServicePermissionsRequest request, CancellationToken cancellationToken)
    {
        var reply = await ec2.ModifyVpcEndpointServicePermissionsAsync(request, cancellationToken).ConfigureAwait(false);
        return StepReplies.Done(reply, reply.ReturnValue);
    }
}
