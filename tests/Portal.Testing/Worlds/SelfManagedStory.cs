using System.Text.Json;
using Amazon.EC2;
using Amazon.EC2.Model;
using Portal.Domain.Connections;
using Portal.Infrastructure.Connections;
using Portal.Infrastructure.Data;

namespace Portal.Testing.Worlds;

/// <summary>What people do whose account the portal has no role in.</summary>
public static class SelfManagedStory
{
    /// <summary>Amara's approved request from analytics-partner, when it is her turn to create the endpoint.</summary>
    public static async Task<Guid> AwaitedAsync(this PortalWorld world, Guid serviceId, CancellationToken cancellationToken)
    {
        var id = await world.ApprovedAsync(serviceId, cancellationToken, Inputs.Partner(world.Seed, serviceId), world.Cast.Amara);
        await world.SettleAsync(cancellationToken);
        var connection = await world.ConnectionAsync(id, cancellationToken);
        return connection.Stage == ConnectionStage.AwaitingConsumer ? id : throw new InvalidOperationException($"The connection is {connection.Stage}.");
    }

    /// <summary>Amara's connection from analytics-partner, available.</summary>
    public static async Task<(Guid Id, string VpcEndpointId)> SelfConnectedAsync(this PortalWorld world, Guid serviceId, CancellationToken cancellationToken)
    {
        var id = await world.AwaitedAsync(serviceId, cancellationToken);
        var endpoint = await world.CreateEndpointAsync(serviceId, cancellationToken);
        await world.BringAsync(id, endpoint, cancellationToken);
        await world.SettleAsync(cancellationToken);
        var connection = await world.ConnectionAsync(id, cancellationToken);
        return connection.Stage == ConnectionStage.Available ? (id, endpoint) : throw new InvalidOperationException($"The connection is {connection.Stage}.");
    }

    /// <summary>Creates an endpoint to the service without asking the portal, as the administrator of the account.</summary>
    public static async Task<string> CreateEndpointAsync(
        this PortalWorld world, Guid serviceId, CancellationToken cancellationToken, string alias = "analytics-partner")
    {
        var vpc = world.Seed.Account(alias).Vpcs[0];
        var service = await world.ServiceAsync(serviceId, cancellationToken);
        var reply = await world.Ec2(alias).CreateVpcEndpointAsync(
            new CreateVpcEndpointRequest
            {
                VpcEndpointType = VpcEndpointType.Interface,
                ServiceName = service.AwsServiceName,
                VpcId = vpc.VpcId,
                SubnetIds = [vpc.Subnets[0].SubnetId],
                SecurityGroupIds = [vpc.SecurityGroups[0].GroupId],
                PrivateDnsEnabled = false,
            },
            cancellationToken);
        return reply.VpcEndpoint.VpcEndpointId;
    }

    public static Task DeleteEndpointAsync(
        this PortalWorld world, string vpcEndpointId, CancellationToken cancellationToken, string alias = "analytics-partner") =>
        world.Ec2(alias).DeleteVpcEndpointsAsync(new DeleteVpcEndpointsRequest { VpcEndpointIds = [vpcEndpointId] }, cancellationToken);

    /// <summary>Amara enters the endpoint's id; the work is only due.</summary>
    public static Task<Receipt> BringAsync(this PortalWorld world, Guid connectionId, string vpcEndpointId, CancellationToken cancellationToken) =>
        world.Get<ConnectionCommands>().BringEndpointAsync(world.Cast.Amara, connectionId, null, new(vpcEndpointId), cancellationToken);

    /// <summary>
    /// The state of an endpoint as its owner sees it, in the spelling of the API's model, which AWS itself does not keep to; none when there is none.
    /// </summary>
    public static async Task<string?> StateAsync(
        this PortalWorld world, string vpcEndpointId, CancellationToken cancellationToken, string alias = "analytics-partner")
    {
        var endpoints = (await world.Ec2(alias).DescribeVpcEndpointsAsync(new(), cancellationToken)).VpcEndpoints ?? [];
        return endpoints.Find(endpoint => endpoint.VpcEndpointId == vpcEndpointId)?.State.Value is { } state
            ? JsonNamingPolicy.CamelCase.ConvertName(state)
            : null;
    }
}
