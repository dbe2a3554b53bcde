using Portal.Domain.Audit;
using Portal.Domain.Connections;
using Portal.Domain.EndpointServices;
using Portal.Domain.Networking;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.EndpointServices;
using Portal.Infrastructure.Provisioning;
using Portal.Infrastructure.UnclaimedEndpoints;
using Portal.Testing.Worlds;

namespace Portal.Jobs.Tests.Reconciling;

/// <summary>A creation was sent, nobody knows what came of it, and by now it is not wanted any more.</summary>
public class UnresolvedTests(PortalCluster cluster) : Engine(cluster)
{
    private static readonly TimeSpan LeaseIsOver = WorkTable.Lease + TimeSpan.FromSeconds(1);

    [Fact]
    public async Task A_connection_that_is_deleted_meanwhile_waits_for_the_late_endpoint_and_deletes_it()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        var id = await world.ApprovedAsync(service, Cancel);
        await world.Portal.RunAsync(SubjectKind.Service, service, Cancel);
        await using var death = await Death.AtAsync(world, SubjectKind.Connection, id, Boundary.BeforeTheCall, "CreateVpcEndpoint", "DescribeVpcEndpoints");
        await world.DeleteAsync(id, Cancel);

        await world.WatchAsync(TimeSpan.FromMinutes(5), Cancel);
        Assert.Equal(ConnectionStage.Deprovisioning, (await world.ConnectionAsync(id, Cancel)).Stage);
        Assert.Equal(Party.Portal, (await world.WorkAsync(SubjectKind.Connection, id, Cancel)).Conditions.WaitingFor?.Who);
        Assert.DoesNotContain(await world.Aws.PortalWritesAsync(Cancel), call => call.Action == "DeleteVpcEndpoints");

        await death.WakeAsync();
        await world.SettleAsync(Cancel);
        Assert.Equal(ConnectionStage.Deleted, (await world.ConnectionAsync(id, Cancel)).Stage);
        Assert.Empty((await world.Ec2("storefront-prod").DescribeVpcEndpointsAsync(new(), Cancel)).VpcEndpoints ?? []);
        await AssertBooksBalanceAsync(world);
    }

    [Fact]
    public async Task A_connection_becomes_deleted_only_when_a_creation_without_an_answer_can_no_longer_take_effect()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        var id = await world.ApprovedAsync(service, Cancel);
        await world.Portal.RunAsync(SubjectKind.Service, service, Cancel);
        await using var death = await Death.AtAsync(world, SubjectKind.Connection, id, Boundary.BeforeTheCall, "CreateVpcEndpoint", "DescribeVpcEndpoints");
        await world.DeleteAsync(id, Cancel);

        await world.WatchAsync(TimeSpan.FromMinutes(20), Cancel);
        Assert.Equal(ConnectionStage.Deprovisioning, (await world.ConnectionAsync(id, Cancel)).Stage);
        await world.WatchAsync(TimeSpan.FromMinutes(2), Cancel);

        Assert.Equal(ConnectionStage.Deleted, (await world.ConnectionAsync(id, Cancel)).Stage);
        var operation = Assert.Single(await world.OperationsAsync(id, Cancel));
        Assert.Equal((OperationOutcome.NeverHappened, 1), (operation.Outcome, operation.Generation));
    }

    [Fact]
    public async Task A_creation_older_than_its_token_is_looked_for_and_never_sent_again()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        var id = await world.ApprovedAsync(service, Cancel);
        await world.Portal.RunAsync(SubjectKind.Service, service, Cancel);
        await using var death = await Death.AtAsync(world, SubjectKind.Connection, id, Boundary.BeforeTheCall, "CreateVpcEndpoint", "DescribeVpcEndpoints");
        await world.PassAsync(TimeSpan.FromHours(13), Cancel);

        await world.Portal.RunAsync(SubjectKind.Connection, id, Cancel);
        Assert.DoesNotContain(await world.Aws.PortalWritesAsync(Cancel), call => call.Action == "CreateVpcEndpoint");
        Assert.Equal(Party.Portal, (await world.WorkAsync(SubjectKind.Connection, id, Cancel)).Conditions.WaitingFor?.Who);
        await world.SettleAsync(Cancel);

        Assert.Equal(ConnectionStage.Available, (await world.ConnectionAsync(id, Cancel)).Stage);
        var operations = (await world.OperationsAsync(id, Cancel)).Where(row => row.StepKey == "endpoint.create").ToList();
        Assert.Equal([(1, OperationOutcome.NeverHappened), (2, OperationOutcome.Succeeded)], operations.Select(row => (row.Generation, row.Outcome)));
        Assert.Single(await world.AttemptsAsync(operations[0].Id, Cancel));
        Assert.Equal(
            operations[1].Id.ToString(),
            Assert.Single(await world.Aws.PortalWritesAsync(Cancel), call => call.Action == "CreateVpcEndpoint").Parameters["ClientToken"]);
    }

    [Fact]
    public async Task A_service_that_is_withdrawn_meanwhile_takes_the_late_load_balancer_down()
    {
        await using var world = await StartAsync();
        var id = (await world.PublishAsync(Cancel)).Id;
        await using var death = await Death.AtAsync(world, SubjectKind.Service, id, Boundary.BeforeTheCall, "CreateLoadBalancer", "DescribeLoadBalancers");
        await world.Get<EndpointServiceCommands>().WithdrawAsync(world.Cast.Priya, id, null, new(null, null, null), null, Cancel);

        await world.WatchAsync(TimeSpan.FromMinutes(5), Cancel);
        Assert.Equal(EndpointServiceStage.Withdrawing, (await world.ServiceAsync(id, Cancel)).Stage);

        await death.WakeAsync();
        await world.WatchAsync(TimeSpan.FromMinutes(2), Cancel);
        Assert.Equal(EndpointServiceStage.Withdrawn, (await world.ServiceAsync(id, Cancel)).Stage);
        Assert.Empty(
            (await world.Elb("payments-prod").DescribeLoadBalancersAsync(
                new Amazon.ElasticLoadBalancingV2.Model.DescribeLoadBalancersRequest(), Cancel)).LoadBalancers ?? []);
        await AssertBooksBalanceAsync(world);
    }

    [Fact]
    public async Task A_late_permission_that_nobody_wants_any_more_is_taken_back()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        var id = await world.ApprovedAsync(service, Cancel);
        await using var death = await Death.AtAsync(
            world, SubjectKind.Service, service, Boundary.BeforeTheCall, "ModifyVpcEndpointServicePermissions", "DescribeVpcEndpointServicePermissions");
        await world.DeleteAsync(id, Cancel);
        await world.WatchAsync(LeaseIsOver, Cancel);
        Assert.Equal(ConnectionStage.Deleted, (await world.ConnectionAsync(id, Cancel)).Stage);

        await death.WakeAsync();
        await world.WatchAsync(TimeSpan.FromMinutes(6), Cancel);

        Assert.Empty((await world.WorkAsync(SubjectKind.Service, service, Cancel)).Conditions.Steps);
        var allowed = await world.Ec2("payments-prod").DescribeVpcEndpointServicePermissionsAsync(
            new Amazon.EC2.Model.DescribeVpcEndpointServicePermissionsRequest { ServiceId = (await world.ServiceAsync(service, Cancel)).AwsServiceId }, Cancel);
        Assert.Empty(allowed.AllowedPrincipals ?? []);
        await AssertBooksBalanceAsync(world);
    }

    [Fact]
    public async Task An_endpoint_that_stands_without_a_written_reply_is_adopted_by_its_tags_and_no_other()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        var id = await world.ApprovedAsync(service, Cancel);
        await world.Portal.RunAsync(SubjectKind.Service, service, Cancel);
        await using var death = await Death.AtAsync(world, SubjectKind.Connection, id, Boundary.AfterTheReply, "CreateVpcEndpoint", "DescribeVpcEndpoints");
        var stands = Assert.Single((await world.Ec2("storefront-prod").DescribeVpcEndpointsAsync(new(), Cancel)).VpcEndpoints);
        var foreign = (await world.Ec2("storefront-prod").CreateVpcEndpointAsync(new()
        {
            VpcEndpointType = Amazon.EC2.VpcEndpointType.Interface,
            VpcId = stands.VpcId,
            ServiceName = stands.ServiceName,
            SubnetIds = [world.Seed.Account("storefront-prod").Vpc("storefront").Subnets[2].SubnetId],
        }, Cancel)).VpcEndpoint;

        await world.WatchAsync(LeaseIsOver, Cancel);

        Assert.Equal(stands.VpcEndpointId, (await world.ConnectionAsync(id, Cancel)).VpcEndpointId);
        var operation = Assert.Single(await world.OperationsAsync(id, Cancel), row => row.StepKey == "endpoint.create");
        Assert.Equal((OperationOutcome.Succeeded, "The object was found by its tags"), (operation.Outcome, operation.Resolution));
        await world.WatchAsync(new JobsOptions().ResyncInterval, Cancel);
        // What knocks without having been asked for is shown to people and left alone.
        var arrival = Assert.Single(await world.Get<UnclaimedEndpointQueries>().ListAsync(world.Cast.Priya, Cancel));
        Assert.Equal((foreign.VpcEndpointId, VpcEndpointState.PendingAcceptance), (arrival.VpcEndpointId, arrival.AwsState));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_endpoint_that_carries_copied_tags_is_not_taken_for_the_portals_own(bool namesAnOperation)
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        var id = await world.ApprovedAsync(service, Cancel);
        await world.Portal.RunAsync(SubjectKind.Service, service, Cancel);
        var connection = await world.ConnectionAsync(id, Cancel);
        List<Amazon.EC2.Model.Tag> tags = [new(PortalTags.Installation, world.Installation.Value.ToString()), new(PortalTags.Connection, id.ToString())];
        var foreign = (await world.Ec2("storefront-prod").CreateVpcEndpointAsync(new()
        {
            VpcEndpointType = Amazon.EC2.VpcEndpointType.Interface,
            VpcId = connection.Spec.VpcId,
            ServiceName = (await world.ServiceAsync(service, Cancel)).AwsServiceName,
            SubnetIds = [connection.Spec.Subnets[0].SubnetId],
            TagSpecifications = [new() { ResourceType = Amazon.EC2.ResourceType.VpcEndpoint, Tags = namesAnOperation ? [.. tags, new(
                PortalTags.Operation, Guid.CreateVersion7().ToString())] : tags }],
        }, Cancel)).VpcEndpoint;

        await world.SettleAsync(Cancel);

        var after = await world.ConnectionAsync(id, Cancel);
        Assert.Equal(ConnectionStage.Available, after.Stage);
        Assert.NotEqual(foreign.VpcEndpointId, after.VpcEndpointId);
        Assert.DoesNotContain(await world.Aws.PortalWritesAsync(Cancel), call => call.Parameters.Values.Contains(foreign.VpcEndpointId));
    }
}
