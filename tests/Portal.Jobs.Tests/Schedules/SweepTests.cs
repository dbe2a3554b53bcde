using Amazon.EC2.Model;
using Microsoft.EntityFrameworkCore;
using Portal.Infrastructure.Provisioning;
using Portal.Jobs.Schedules;
using Portal.Testing.Worlds;

namespace Portal.Jobs.Tests.Schedules;

public sealed class SweepTests(PortalCluster cluster) : Engine(cluster)
{
    [Fact]
    public async Task A_sweep_wakes_what_differs_from_the_last_look_and_nothing_else()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        var changed = await world.ConnectedAsync(service, Cancel);
        var same = await world.ConnectedAsync(service, Cancel, Inputs.Staging(world.Seed, service));
        await world.Get<SweepJob>().RunAsync(Cancel);
        Assert.Empty(await DueAsync(world));

        await world.Ec2("storefront-prod").DeleteVpcEndpointsAsync(
            new DeleteVpcEndpointsRequest { VpcEndpointIds = [(await world.ConnectionAsync(changed, Cancel)).VpcEndpointId] }, Cancel);
        await world.Get<SweepJob>().RunAsync(Cancel);

        Assert.Equal([changed], await DueAsync(world));
        Assert.NotEqual(changed, same);
    }

    [Fact]
    public async Task A_sweep_reads_each_account_and_region_once_however_many_connections_there_are()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        await world.ConnectedAsync(service, Cancel);
        await world.ConnectedAsync(service, Cancel, Inputs.Checkout(world.Seed, service) with { Subnets = [new(world.Seed.Account("storefront-prod").Vpc("storefront").Subnets[2].SubnetId, null)] });
        var before = (await world.Aws.LedgerAsync(Cancel))[^1].Seq;

        await world.Get<SweepJob>().RunAsync(Cancel);

        Assert.Single(await world.Aws.LedgerAsync(Cancel, before), call => call.Action == "DescribeVpcEndpoints");
    }

    [Fact]
    public async Task A_sweep_that_cannot_read_an_account_wakes_nothing_of_it_and_goes_on_with_the_others()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        await world.ConnectedAsync(service, Cancel);
        var readable = await world.ConnectedAsync(service, Cancel, Inputs.Staging(world.Seed, service));
        foreach (var alias in new[] { "storefront-prod", "storefront-staging" })
        {
            var mine = (await world.Ec2(alias).DescribeVpcEndpointsAsync(new(), Cancel)).VpcEndpoints.Select(endpoint => endpoint.VpcEndpointId).ToList();
            await world.Ec2(alias).DeleteVpcEndpointsAsync(new DeleteVpcEndpointsRequest { VpcEndpointIds = mine }, Cancel);
        }

        await using (var context = world.Open())
        {
            await context.Accounts.Where(account => account.Alias == "storefront-prod").ExecuteUpdateAsync(account => account.SetProperty(row => row.ExternalId, "changed"), Cancel);
        }

        await world.AddWorker("fresh").Get<SweepJob>().RunAsync(Cancel);

        Assert.Equal([readable], await DueAsync(world));
    }

    [Fact]
    public async Task A_sweep_goes_on_with_the_others_when_an_account_is_no_longer_managed()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        await world.ConnectedAsync(service, Cancel);
        var readable = await world.ConnectedAsync(service, Cancel, Inputs.Staging(world.Seed, service));
        var mine = (await world.Ec2("storefront-staging").DescribeVpcEndpointsAsync(new(), Cancel)).VpcEndpoints.Select(endpoint => endpoint.VpcEndpointId).ToList();
        await world.Ec2("storefront-staging").DeleteVpcEndpointsAsync(new DeleteVpcEndpointsRequest { VpcEndpointIds = mine }, Cancel);
        await using (var context = world.Open())
        {
            Assert.Equal(1, await context.Accounts.Where(account => account.Alias == "storefront-prod").ExecuteUpdateAsync(account => account.SetProperty(row => row.RoleArn, (string?)null), Cancel));
        }

        await world.AddWorker("fresh").Get<SweepJob>().RunAsync(Cancel);

        Assert.Equal([readable], await DueAsync(world));
    }

    private static async Task<List<Guid>> DueAsync(PortalWorld world)
    {
        await using var context = world.Open();
        var now = await WorkTable.NowAsync(context, Cancel);
        return await context.Work.Where(work => work.DueAt <= now).Select(work => work.Id).ToListAsync(Cancel);
    }
}
