using Amazon.EC2;
using Portal.Domain.Audit;
using Portal.Domain.Connections;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Connections;
using Portal.Infrastructure.EndpointServices;
using Portal.Testing.Worlds;

namespace Portal.Jobs.Tests.Reconciling;

/// <summary>What becomes of an endpoint once the portal has taken it over.</summary>
public sealed class AdoptedTests(PortalCluster cluster) : Engine(cluster)
{
    private const string Storefront = AdoptionStory.Account;

    private static readonly TimeSpan NextResync = new JobsOptions().ResyncInterval + TimeSpan.FromSeconds(1);

    [Fact]
    public async Task One_that_is_deleted_after_it_was_taken_over_is_disconnected_and_not_made_again()
    {
        await using var world = await StartAsync();
        var (_, endpoint) = await world.ByHandAsync(Cancel);
        var id = await world.AdoptAsync(endpoint, Cancel);
        await world.ApproveAsync(id, Cancel);
        await world.SettleAsync(Cancel);
        await world.PassAsync(NextResync, Cancel);
        await world.DeleteEndpointAsync(endpoint, Cancel, Storefront);
        await world.SettleAsync(Cancel);
        Assert.Equal(ConnectionStage.Disconnected, (await world.ConnectionAsync(id, Cancel)).Stage);

        await world.Get<ConnectionCommands>().ReconnectAsync(world.Cast.Chen, id, null, Cancel);
        await world.SettleAsync(Cancel);
        Assert.Equal(WayOut.DeleteConnection, (await world.WorkAsync(SubjectKind.Connection, id, Cancel)).Conditions.Blocked!.WayOut);
        await world.DeleteAsync(id, Cancel);
        await world.SettleAsync(Cancel);
        Assert.Equal(ConnectionStage.Deleted, (await world.ConnectionAsync(id, Cancel)).Stage);
        await AssertBooksBalanceAsync(world);
    }

    [Fact]
    public async Task One_that_carries_traffic_already_keeps_its_private_DNS_and_what_others_switch_off_is_shown_first()
    {
        await using var world = await StartAsync();
        var service = await NamedAsync(world);
        await world.ConnectedAsync(service, Cancel, Inputs.Checkout(world.Seed, service));
        var endpoint = await world.ArrivedAsync(service, Cancel);
        var awsId = (await world.ServiceAsync(service, Cancel)).AwsServiceId;
        await world.Ec2("payments-prod").AcceptVpcEndpointConnectionsAsync(new() { ServiceId = awsId, VpcEndpointIds = [endpoint] }, Cancel);
        await world.Ec2(Storefront).ModifyVpcEndpointAsync(new() { VpcEndpointId = endpoint, PrivateDnsEnabled = true }, Cancel);
        await world.PassAsync(NextResync, Cancel);
        await world.SettleAsync(Cancel);
        var since = (await world.Aws.LedgerAsync(Cancel)).Max(call => call.Seq);

        var id = await world.AdoptAsync(endpoint, Cancel);
        await world.ApproveAsync(id, Cancel);
        await world.SettleAsync(Cancel);
        var connection = await world.ConnectionAsync(id, Cancel);
        Assert.Equal((ConnectionStage.Available, true), (connection.Stage, connection.Spec.PrivateDns));
        Assert.Equal(["CreateTags"], (await world.Aws.PortalWritesAsync(Cancel, since)).Select(call => call.Action));

        await world.Ec2(Storefront).ModifyVpcEndpointAsync(new() { VpcEndpointId = endpoint, PrivateDnsEnabled = false }, Cancel);
        await world.PassAsync(NextResync, Cancel);
        await world.RunDueAsync(Cancel);
        Assert.Equal("private-dns-off", Assert.Single((await world.WorkAsync(SubjectKind.Connection, id, Cancel)).Conditions.Differences!).Key);
        await world.WatchAsync(TimeSpan.FromMinutes(17), Cancel);
        await world.SettleAsync(Cancel);
        var back = (await world.Ec2(Storefront).DescribeVpcEndpointsAsync(new() { VpcEndpointIds = [endpoint] }, Cancel)).VpcEndpoints[0];
        Assert.True(back.PrivateDnsEnabled);
        Assert.Single(await world.OperationsAsync(id, Cancel), row => row.StepKey == "private-dns.enable");
        await AssertBooksBalanceAsync(world);
    }

    /// <returns>A service whose private DNS name is proved.</returns>
    private static async Task<Guid> NamedAsync(PortalWorld world)
    {
        var service = await world.PublishedAsync(Cancel, Inputs.PaymentsApi(world.Seed) with { PrivateDnsName = "api.payments.example.com" });
        var record = (await world.Get<EndpointServiceQueries>().GetAsync(world.Cast.Priya, service, Cancel)).PrivateDns!.Record!;
        await world.Aws.PublishTxtAsync(record.Name, record.Value, Cancel);
        await world.Get<EndpointServiceCommands>().VerifyPrivateDnsAsync(world.Cast.Priya, service, null, Cancel);
        await world.SettleAsync(Cancel);
        return service;
    }
}
