using Amazon.EC2.Model;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Connections;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Connections;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.EndpointServices;
using Portal.Testing.Worlds;

namespace Portal.Jobs.Tests.Reconciling;

/// <summary>Connections from an account into which the portal has no role.</summary>
public sealed class SelfManagedTests(PortalCluster cluster) : Engine(cluster)
{
    [Fact]
    public async Task The_consumer_makes_the_endpoint_and_the_portal_does_the_rest_on_the_providers_side()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        var id = await world.AwaitedAsync(service, Cancel);
        var waiting = await SeenAsync(world, id);
        Assert.Equal((Party.Consumer, SyncState.Converging), (waiting.WaitingFor!.Who, waiting.Sync.State));
        Assert.Equal((await world.ServiceAsync(service, Cancel)).AwsServiceName, waiting.Instructions!.ServiceName);
        Assert.Null(waiting.Endpoint);

        var endpoint = await world.CreateEndpointAsync(service, Cancel);
        await world.BringAsync(id, endpoint, Cancel);
        await world.SettleAsync(Cancel);

        var available = await SeenAsync(world, id);
        Assert.Equal((ConnectionStage.Available, SyncState.InSync), (available.Stage, available.Sync.State));
        Assert.Equal((endpoint, "available"), (available.Endpoint!.VpcEndpointId, available.Endpoint.AwsState));
        Assert.NotEmpty(available.Endpoint.DnsNames);
        Assert.Null(available.Endpoint.NetworkInterfaces);
        Assert.Equal((null, null, null, null), (available.VpcId, available.Subnets, available.SecurityGroupIds, available.Instructions));
        Assert.Equal("available", await world.StateAsync(endpoint, Cancel));

        await DeleteAsync(world, id);
        await world.RunDueAsync(Cancel);

        var left = await SeenAsync(world, id);
        Assert.Equal((ConnectionStage.AwaitingConsumerDelete, Party.Consumer), (left.Stage, left.WaitingFor!.Who));
        Assert.Contains(endpoint, left.WaitingFor.What, StringComparison.Ordinal);
        Assert.Equal("rejected", await world.StateAsync(endpoint, Cancel));

        await world.DeleteEndpointAsync(endpoint, Cancel);
        await world.SettleAsync(Cancel);

        Assert.Equal(ConnectionStage.Deleted, (await world.ConnectionAsync(id, Cancel)).Stage);
        Assert.Empty(await PrincipalsAsync(world, service));
        await AssertBooksBalanceAsync(world);
        Assert.DoesNotContain(await world.Aws.LedgerAsync(Cancel), call => call.IsPortals && call.Account == world.Seed.Account("analytics-partner").AccountId);
    }

    [Fact]
    public async Task What_has_been_cut_off_lets_its_principal_go_while_it_waits_for_its_owner()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        var (id, _) = await world.SelfConnectedAsync(service, Cancel);
        Assert.Single(await PrincipalsAsync(world, service));

        await DeleteAsync(world, id);
        await world.SettleAsync(Cancel);

        Assert.Equal(ConnectionStage.AwaitingConsumerDelete, (await world.ConnectionAsync(id, Cancel)).Stage);
        Assert.Empty(await PrincipalsAsync(world, service));
    }

    [Fact]
    public async Task A_connection_that_was_never_made_is_deleted_with_nothing_to_wait_for()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        var id = await world.AwaitedAsync(service, Cancel);

        await DeleteAsync(world, id);
        await world.SettleAsync(Cancel);

        Assert.Equal(ConnectionStage.Deleted, (await world.ConnectionAsync(id, Cancel)).Stage);
        Assert.Empty(await PrincipalsAsync(world, service));
    }

    [Fact]
    public async Task A_disconnected_endpoint_is_accepted_again_or_replaced_by_another()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        var (id, endpoint) = await world.SelfConnectedAsync(service, Cancel);
        await world.Ec2("payments-prod")
            .RejectVpcEndpointConnectionsAsync(
                new() { ServiceId = (await world.ServiceAsync(service, Cancel)).AwsServiceId, VpcEndpointIds = [endpoint] }, Cancel);
        await LookAsync(world, id);
        Assert.Equal(ConnectionStage.Disconnected, (await world.ConnectionAsync(id, Cancel)).Stage);

        await world.Get<ConnectionCommands>().ReconnectAsync(world.Cast.Priya, id, null, Cancel);
        await world.SettleAsync(Cancel);
        Assert.Equal((ConnectionStage.Available, "available"), ((await world.ConnectionAsync(id, Cancel)).Stage, await world.StateAsync(endpoint, Cancel)));

        await world.DeleteEndpointAsync(endpoint, Cancel);
        await LookAsync(world, id);
        Assert.Equal(ConnectionStage.Disconnected, (await world.ConnectionAsync(id, Cancel)).Stage);
        await world.Get<ConnectionCommands>().ReconnectAsync(world.Cast.Amara, id, null, Cancel);
        await world.SettleAsync(Cancel);
        Assert.Equal(ConnectionStage.AwaitingConsumer, (await world.ConnectionAsync(id, Cancel)).Stage);
        await world.BringAsync(id, await world.CreateEndpointAsync(service, Cancel), Cancel);
        await world.SettleAsync(Cancel);
        Assert.Equal(ConnectionStage.Available, (await world.ConnectionAsync(id, Cancel)).Stage);
        await AssertBooksBalanceAsync(world);
    }

    [Fact]
    public async Task Withdrawing_the_service_cuts_the_endpoint_off_and_ends_the_connection()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        var (id, endpoint) = await world.SelfConnectedAsync(service, Cancel);

        await world.Get<EndpointServiceCommands>().WithdrawAsync(world.Cast.Priya, service, null, new(null, null, "Goodbye."), null, Cancel);
        await world.SettleAsync(Cancel);

        Assert.Equal(Domain.EndpointServices.EndpointServiceStage.Withdrawn, (await world.ServiceAsync(service, Cancel)).Stage);
        Assert.Equal(ConnectionStage.Deleted, (await world.ConnectionAsync(id, Cancel)).Stage);
        Assert.NotEqual("available", await world.StateAsync(endpoint, Cancel));
    }

    [Fact]
    public async Task Nobody_looks_into_an_account_that_its_own_people_keep_whatever_it_lets_the_portal_do_by_now()
    {
        await using var world = await StartAsync();
        await world.SelfConnectedAsync(await world.PublishedAsync(Cancel), Cancel);
        var other = world.Seed.Account("storefront-prod");
        await using (var context = world.Open())
        {
            Assert.Equal(1, await context.Accounts.Where(account => account.Alias == "analytics-partner")
                .ExecuteUpdateAsync(
                    account => account.SetProperty(row => row.RoleArn, other.RoleArn).SetProperty(row => row.ExternalId, other.ExternalId), Cancel));
        }

        var before = (await world.Aws.LedgerAsync(Cancel))[^1].Seq;

        await world.PassAsync(new JobsOptions().ResyncInterval + TimeSpan.FromSeconds(1), Cancel);
        await world.RunDueAsync(Cancel, world.AddWorker("fresh"));

        var calls = (await world.Aws.LedgerAsync(Cancel, before)).Where(call => call.Service != "sts").ToList();
        Assert.NotEmpty(calls);
        Assert.All(calls, call => Assert.Equal(world.Seed.Account("payments-prod").AccountId, call.Account));
    }

    private static async Task<ConnectionView> SeenAsync(PortalWorld world, Guid id) =>
        await world.Get<ConnectionQueries>().GetAsync(world.Cast.Amara, id, Cancel);

    private static Task<Receipt> DeleteAsync(PortalWorld world, Guid id) =>
        world.Get<ConnectionCommands>().DeleteAsync(world.Cast.Amara, id, null, "For a test.", Cancel);

    private static async Task LookAsync(PortalWorld world, Guid id)
    {
        await world.Get<ConnectionCommands>().RetryAsync(world.Cast.Amara, id, null, Cancel);
        await world.SettleAsync(Cancel);
    }

    private static async Task<IReadOnlyList<string>> PrincipalsAsync(PortalWorld world, Guid service)
    {
        var reply = await world.Ec2("payments-prod").DescribeVpcEndpointServicePermissionsAsync(
            new DescribeVpcEndpointServicePermissionsRequest { ServiceId = (await world.ServiceAsync(service, Cancel)).AwsServiceId }, Cancel);
        return [.. (reply.AllowedPrincipals ?? []).Select(allowed => allowed.Principal)];
    }
}
