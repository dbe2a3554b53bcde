using Amazon.EC2.Model;
using Portal.Domain.Audit;
using Portal.Domain.Connections;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Provisioning;
using Portal.Testing.Worlds;

namespace Portal.Jobs.Tests.Reconciling;

/// <summary>A call is under way without an answer, and another sending of it has been answered meanwhile.</summary>
public sealed class LateSendingTests(PortalCluster cluster) : Engine(cluster)
{
    private static readonly TimeSpan LeaseIsOver = WorkTable.Lease + TimeSpan.FromSeconds(1);

    [Fact]
    public async Task A_principal_that_is_wanted_again_is_allowed_only_when_no_late_removal_can_take_it_away()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        var first = await world.ConnectedAsync(service, Cancel);
        await world.DeleteAsync(first, Cancel);
        await world.Portal.RunAsync(SubjectKind.Connection, first, Cancel);
        await using var death = await Death.AtAsync(
            world, SubjectKind.Service, service, Boundary.BeforeTheCall, "ModifyVpcEndpointServicePermissions", "DescribeVpcEndpointServicePermissions");
        await world.PassAsync(LeaseIsOver, Cancel);
        await world.RunDueAsync(Cancel);
        Assert.Empty(await AllowedAsync(world, service));

        // The removal is answered, and its first sending is still on its way.
        var second = await world.ApprovedAsync(service, Cancel);
        await world.WatchAsync(TimeSpan.FromMinutes(10), Cancel);
        Assert.Empty(await AllowedAsync(world, service));
        var conditions = (await world.WorkAsync(SubjectKind.Service, service, Cancel)).Conditions;
        Assert.Equal((SyncState.Converging, Party.Portal), (conditions.Sync, conditions.WaitingFor?.Who));
        await death.WakeAsync();
        await world.WatchAsync(TimeSpan.FromMinutes(2), Cancel);

        // Once it has come, its answer is written down, and nothing is in the way any more.
        Assert.Single(await AllowedAsync(world, service));
        await world.SettleAsync(Cancel);
        Assert.Equal(ConnectionStage.Available, (await world.ConnectionAsync(second, Cancel)).Stage);
        await AssertBooksBalanceAsync(world);
    }

    [Fact]
    public async Task A_sending_that_never_comes_is_waited_for_as_long_as_its_signature_lives()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        var first = await world.ConnectedAsync(service, Cancel);
        await world.DeleteAsync(first, Cancel);
        await world.Portal.RunAsync(SubjectKind.Connection, first, Cancel);
        await using var death = await Death.AtAsync(
            world, SubjectKind.Service, service, Boundary.BeforeTheCall, "ModifyVpcEndpointServicePermissions", "DescribeVpcEndpointServicePermissions");
        await world.PassAsync(LeaseIsOver, Cancel);
        await world.RunDueAsync(Cancel);

        var second = await world.ApprovedAsync(service, Cancel);
        await world.WatchAsync(TimeSpan.FromMinutes(14), Cancel);
        Assert.Empty(await AllowedAsync(world, service));
        await world.WatchAsync(TimeSpan.FromMinutes(4), Cancel);

        Assert.Single(await AllowedAsync(world, service));
        Assert.Equal(ConnectionStage.Available, (await world.ConnectionAsync(second, Cancel)).Stage);
    }

    [Fact]
    public async Task A_connection_whose_creation_was_sent_twice_is_deleted_at_once_and_ends_only_when_no_late_creation_can_come()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        var id = await world.ApprovedAsync(service, Cancel);
        await world.Portal.RunAsync(SubjectKind.Service, service, Cancel);
        await using var death = await Death.AtAsync(world, SubjectKind.Connection, id, Boundary.BeforeTheCall, "CreateVpcEndpoint", "DescribeVpcEndpoints");
        await world.PassAsync(LeaseIsOver, Cancel);
        await world.SettleAsync(Cancel);
        Assert.Equal(ConnectionStage.Available, (await world.ConnectionAsync(id, Cancel)).Stage);

        await world.DeleteAsync(id, Cancel);
        await world.WatchAsync(TimeSpan.FromMinutes(10), Cancel);
        Assert.Single(await world.Aws.PortalWritesAsync(Cancel), call => call.Action == "DeleteVpcEndpoints");
        Assert.Equal(ConnectionStage.Deprovisioning, (await world.ConnectionAsync(id, Cancel)).Stage);
        await world.WatchAsync(TimeSpan.FromMinutes(15), Cancel);

        Assert.Equal(ConnectionStage.Deleted, (await world.ConnectionAsync(id, Cancel)).Stage);
    }

    private static async Task<IReadOnlyList<AllowedPrincipal>> AllowedAsync(PortalWorld world, Guid service)
    {
        var reply = await world.Ec2("payments-prod").DescribeVpcEndpointServicePermissionsAsync(
            new DescribeVpcEndpointServicePermissionsRequest { ServiceId = (await world.ServiceAsync(service, Cancel)).AwsServiceId }, Cancel);
        return reply.AllowedPrincipals ?? [];
    }
}
