using Portal.Domain.Audit;
using Portal.Domain.Connections;
using Portal.Domain.EndpointServices;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Connections;
using Portal.Infrastructure.EndpointServices;
using Portal.Testing.Worlds;

namespace Portal.Jobs.Tests.Reconciling;

/// <summary>AWS does not find for a while what stands, or shows nothing at all: absence is not deletion.</summary>
public sealed class AbsenceTests(PortalCluster cluster) : Engine(cluster)
{
    private static readonly TimeSpan NextResync = new JobsOptions().ResyncInterval + TimeSpan.FromSeconds(1);

    /// <summary>Each read that can say that something is not there, and what befalls all of them.</summary>
    private static readonly (string Action, string Code)[] Failures =
    [
        ("DescribeLoadBalancers", "LoadBalancerNotFound"),
        ("DescribeTargetGroups", "TargetGroupNotFound"),
        ("DescribeListeners", "ListenerNotFound"),
        ("DescribeTags", "LoadBalancerNotFound"),
        ("DescribeVpcEndpointServiceConfigurations", "InvalidVpcEndpointServiceId.NotFound"),
        ("DescribeVpcEndpointServicePermissions", "InvalidVpcEndpointServiceId.NotFound"),
        ("DescribeVpcEndpointConnections", "InvalidVpcEndpointServiceId.NotFound"),
        ("DescribeVpcEndpoints", "InvalidVpcEndpointId.NotFound"),
        ("DescribeNetworkInterfaces", "InvalidNetworkInterfaceID.NotFound"),
        ("Describe*", "InternalError"),
        ("Describe*", "UnauthorizedOperation"),
        ("*", "ExpiredToken"),
    ];

    [Fact]
    public async Task However_long_a_read_fails_nothing_is_made_beside_what_stands_and_nothing_is_lost()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        var connection = await world.ConnectedAsync(service, Cancel);
        var before = (await world.Aws.PortalWritesAsync(Cancel)).Count;
        foreach (var (action, code) in Failures)
        {
            await world.Aws.FaultAsync(new { kind = "error", code }, Cancel, action);
            await RetryAsync(world, service, connection);

            await world.WatchAsync(TimeSpan.FromMinutes(7), Cancel);

            await AssertStandsAsync(world, service, connection, before, $"{action} says {code}");
            await world.Aws.EndFaultsAsync(Cancel);
        }

        await RetryAsync(world, service, connection);
        await world.SettleAsync(Cancel);
        await AssertInSyncAsync(world, service, connection, before);
    }

    [Fact]
    public async Task When_AWS_shows_nothing_at_all_for_long_nothing_is_made_and_what_was_concluded_is_undone_by_itself()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        var connection = await world.ConnectedAsync(service, Cancel);
        var before = (await world.Aws.PortalWritesAsync(Cancel)).Count;
        await world.PassAsync(NextResync, Cancel);
        await world.Aws.FaultAsync(new { kind = "notYetVisible", seconds = 890 }, Cancel);

        await world.WatchAsync(TimeSpan.FromMinutes(4), Cancel);
        await AssertStandsAsync(world, service, connection, before);
        await world.WatchAsync(TimeSpan.FromMinutes(8), Cancel);
        Assert.Equal(EndpointServiceStage.Lost, (await world.ServiceAsync(service, Cancel)).Stage);
        Assert.Equal(ConnectionStage.Disconnected, (await world.ConnectionAsync(connection, Cancel)).Stage);
        Assert.Equal(before, (await world.Aws.PortalWritesAsync(Cancel)).Count);

        await world.Aws.EndFaultsAsync(Cancel);
        await world.WatchAsync(NextResync, Cancel);
        await AssertInSyncAsync(world, service, connection, before);
    }

    [Fact]
    public async Task A_draining_service_that_was_lost_comes_back_draining()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        await world.Get<EndpointServiceCommands>()
            .WithdrawAsync(world.Cast.Priya, service, null, new(null, world.Clock.GetUtcNow() + TimeSpan.FromDays(9), null), null, Cancel);
        await world.Aws.FaultAsync(new { kind = "notYetVisible", seconds = 890 }, Cancel);
        await world.WatchAsync(TimeSpan.FromMinutes(8), Cancel);
        Assert.Equal(EndpointServiceStage.Lost, (await world.ServiceAsync(service, Cancel)).Stage);

        await world.Aws.EndFaultsAsync(Cancel);
        await world.WatchAsync(NextResync, Cancel);

        Assert.Equal(EndpointServiceStage.Draining, (await world.ServiceAsync(service, Cancel)).Stage);
    }

    [Fact]
    public async Task A_portal_that_was_down_concludes_nothing_from_one_look_before_and_one_after()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        var connection = await world.ConnectedAsync(service, Cancel);
        var before = (await world.Aws.PortalWritesAsync(Cancel)).Count;
        await world.PassAsync(NextResync, Cancel);
        await world.Aws.FaultAsync(new { kind = "notYetVisible", seconds = 890 }, Cancel);
        await world.RunDueAsync(Cancel);

        await world.PassAsync(TimeSpan.FromHours(1), Cancel);
        await world.RunDueAsync(Cancel);

        await AssertStandsAsync(world, service, connection, before);
    }

    [Fact]
    public async Task A_connection_is_not_called_deleted_while_its_endpoint_stands_unseen()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        var connection = await world.ConnectedAsync(service, Cancel);
        await world.PassAsync(NextResync, Cancel);
        await world.Aws.FaultAsync(new { kind = "notYetVisible", seconds = 890 }, Cancel);
        await world.WatchAsync(TimeSpan.FromMinutes(8), Cancel);

        await world.DeleteAsync(connection, Cancel);
        await world.WatchAsync(TimeSpan.FromMinutes(8), Cancel);

        // What nobody sees is deleted all the same: the answer says whether it was there.
        await world.Aws.EndFaultsAsync(Cancel);
        Assert.Empty((await world.Ec2("storefront-prod").DescribeVpcEndpointsAsync(new(), Cancel)).VpcEndpoints ?? []);
        await world.WatchAsync(NextResync, Cancel);
        Assert.Equal(ConnectionStage.Deleted, (await world.ConnectionAsync(connection, Cancel)).Stage);
        Assert.Single(await world.Aws.PortalWritesAsync(Cancel), call => call.Action == "DeleteVpcEndpoints");
        await AssertBooksBalanceAsync(world);
    }

    [Fact]
    public async Task A_service_is_not_called_withdrawn_while_anything_of_it_stands_unseen()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        await world.PassAsync(NextResync, Cancel);
        await world.Aws.FaultAsync(new { kind = "notYetVisible", seconds = 890 }, Cancel);
        await world.WatchAsync(TimeSpan.FromMinutes(8), Cancel);

        await world.Get<EndpointServiceCommands>().WithdrawAsync(world.Cast.Priya, service, null, new(null, null, null), null, Cancel);
        await world.WatchAsync(TimeSpan.FromMinutes(8), Cancel);
        await world.Aws.EndFaultsAsync(Cancel);
        await world.WatchAsync(NextResync, Cancel);

        Assert.Equal(EndpointServiceStage.Withdrawn, (await world.ServiceAsync(service, Cancel)).Stage);
        await AssertNothingIsLeftAsync(world);
        await AssertBooksBalanceAsync(world);
    }

    [Fact]
    public async Task An_endpoint_that_another_one_has_replaced_is_shown_when_it_is_seen_again_and_goes_with_the_connection()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        var connection = await world.ConnectedAsync(service, Cancel);
        await world.PassAsync(NextResync, Cancel);
        await world.Aws.FaultAsync(new { kind = "notYetVisible", seconds = 890 }, Cancel, account: world.Seed.Account("storefront-prod").AccountId);
        await world.Aws.FaultAsync(new { kind = "notYetVisible", seconds = 890 }, Cancel, "DescribeVpcEndpointConnections");
        await world.WatchAsync(TimeSpan.FromMinutes(8), Cancel);
        await world.Get<ConnectionCommands>().ReconnectAsync(world.Cast.Chen, connection, null, Cancel);
        await world.RunDueAsync(Cancel);
        await world.Aws.EndFaultsAsync(Cancel);
        await world.SettleAsync(Cancel);
        Assert.Equal(ConnectionStage.Available, (await world.ConnectionAsync(connection, Cancel)).Stage);
        Assert.Equal(2, (await world.Ec2("storefront-prod").DescribeVpcEndpointsAsync(new(), Cancel)).VpcEndpoints.Count);
        Assert.Equal(SyncState.Drifted, (await world.WorkAsync(SubjectKind.Connection, connection, Cancel)).Conditions.Sync);

        await world.DeleteAsync(connection, Cancel);
        await world.SettleAsync(Cancel);

        Assert.Equal(ConnectionStage.Deleted, (await world.ConnectionAsync(connection, Cancel)).Stage);
        Assert.Empty((await world.Ec2("storefront-prod").DescribeVpcEndpointsAsync(new(), Cancel)).VpcEndpoints ?? []);
        await AssertBooksBalanceAsync(world);
    }

    [Fact]
    public async Task What_an_earlier_generation_left_goes_with_the_service()
    {
        await using var world = await StartAsync(new() { LoadBalancerProvisioning = TimeSpan.FromHours(1) });
        var id = (await world.PublishAsync(Cancel)).Id;
        await world.RunDueAsync(Cancel);
        await world.Aws.FaultAsync(new { kind = "notYetVisible", seconds = 890 }, Cancel);
        await world.WatchAsync(TimeSpan.FromMinutes(8), Cancel);
        await world.Aws.EndFaultsAsync(Cancel);
        var balancers = (
            await world.Elb("payments-prod")
                .DescribeLoadBalancersAsync(new Amazon.ElasticLoadBalancingV2.Model.DescribeLoadBalancersRequest(), Cancel)).LoadBalancers ?? [];
        Assert.True(balancers.Count > 1, "The story needs a load balancer that was taken for gone.");

        await world.Get<EndpointServiceCommands>().WithdrawAsync(world.Cast.Priya, id, null, new(null, null, null), null, Cancel);
        await world.WatchAsync(TimeSpan.FromMinutes(12), Cancel);

        Assert.Equal(EndpointServiceStage.Withdrawn, (await world.ServiceAsync(id, Cancel)).Stage);
        await AssertNothingIsLeftAsync(world);
        await AssertBooksBalanceAsync(world);
    }

    /// <summary>Makes both due, as a person does who has mended what only people can mend.</summary>
    private static async Task RetryAsync(PortalWorld world, Guid service, Guid connection)
    {
        await world.Get<EndpointServiceCommands>().RetryAsync(world.Cast.Priya, service, null, Cancel);
        await world.Get<ConnectionCommands>().RetryAsync(world.Cast.Chen, connection, null, Cancel);
    }

    private static async Task AssertStandsAsync(PortalWorld world, Guid service, Guid connection, int writes, string when = "AWS shows nothing")
    {
        var seen = (
            (await world.Aws.PortalWritesAsync(Cancel)).Count, (await world.ServiceAsync(service, Cancel)).Stage,
            (await world.ConnectionAsync(connection, Cancel)).Stage);
        Assert.True((writes, EndpointServiceStage.Available, ConnectionStage.Available) == seen, $"When {when}: {seen}");
    }

    private static async Task AssertInSyncAsync(PortalWorld world, Guid service, Guid connection, int writes)
    {
        await AssertStandsAsync(world, service, connection, writes);
        Assert.Equal(SyncState.InSync, (await world.WorkAsync(SubjectKind.Service, service, Cancel)).Conditions.Sync);
        Assert.Equal(SyncState.InSync, (await world.WorkAsync(SubjectKind.Connection, connection, Cancel)).Conditions.Sync);
        await AssertBooksBalanceAsync(world);
    }

    private static async Task AssertNothingIsLeftAsync(PortalWorld world)
    {
        var elb = world.Elb("payments-prod");
        Assert.Empty(
            (await elb.DescribeLoadBalancersAsync(new Amazon.ElasticLoadBalancingV2.Model.DescribeLoadBalancersRequest(), Cancel)).LoadBalancers ?? []);
        Assert.Empty((await elb.DescribeTargetGroupsAsync(new Amazon.ElasticLoadBalancingV2.Model.DescribeTargetGroupsRequest(), Cancel)).TargetGroups ?? []);
        Assert.Empty((await world.Ec2("payments-prod").DescribeVpcEndpointServiceConfigurationsAsync(new(), Cancel)).ServiceConfigurations ?? []);
    }
}
