using System.Text;
using Amazon.EC2;
using Amazon.EC2.Model;
using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Domain.Audit;
using Portal.Domain.Connections;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Connections;
using Portal.Infrastructure.EndpointServices;
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

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_sweep_finds_private_dns_that_was_switched_outside_the_portal(bool wanted)
    {
        await using var world = await StartAsync();
        var service = await NamedAsync(world);
        var changed = await world.ConnectedAsync(service, Cancel, Inputs.Checkout(world.Seed, service) with { PrivateDns = wanted });
        await world.ConnectedAsync(service, Cancel, Inputs.Staging(world.Seed, service) with { PrivateDns = wanted });
        Assert.Equal(wanted, (await EndpointAsync(world, changed)).PrivateDnsEnabled);
        await world.Get<SweepJob>().RunAsync(Cancel);
        Assert.Empty(await DueAsync(world));

        await ModifyAsync(world, changed, endpoint => new() { VpcEndpointId = endpoint.VpcEndpointId, PrivateDnsEnabled = !wanted });
        await world.Get<SweepJob>().RunAsync(Cancel);

        Assert.Equal([changed], await DueAsync(world));
    }

    [Theory]
    [InlineData("a subnet more")]
    [InlineData("a subnet less")]
    [InlineData("a security group more")]
    [InlineData("a security group less")]
    [InlineData("another security group")]
    [InlineData("rejected")]
    [InlineData("no longer tagged")]
    public async Task A_sweep_finds_what_somebody_changed_of_an_endpoint_outside_the_portal(string change)
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        var changed = await world.ConnectedAsync(service, Cancel, WithTwoGroups(world, service));

        await ChangeAsync(world, service, changed, change);
        await world.Get<SweepJob>().RunAsync(Cancel);

        Assert.Equal([changed], await DueAsync(world));
    }

    [Fact]
    public async Task A_sweep_finds_a_disconnected_endpoint_that_was_accepted_again_outside_the_portal()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        var id = await world.ConnectedAsync(service, Cancel);
        await ChangeAsync(world, service, id, "rejected");
        await world.Get<SweepJob>().RunAsync(Cancel);
        await world.RunDueAsync(Cancel);
        Assert.Equal(ConnectionStage.Disconnected, (await world.ConnectionAsync(id, Cancel)).Stage);

        await AcceptAsync(world, service, (await EndpointAsync(world, id)).VpcEndpointId);
        await world.Get<SweepJob>().RunAsync(Cancel);

        Assert.Equal([id], await DueAsync(world));
    }

    [Fact]
    public async Task An_endpoint_of_the_same_form_that_carries_copied_tags_hides_from_no_sweep_that_the_connections_own_is_gone()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        var id = await world.ConnectedAsync(service, Cancel);
        var own = await EndpointAsync(world, id);
        var copy = (await world.Ec2("storefront-prod").CreateVpcEndpointAsync(
            new CreateVpcEndpointRequest
            {
                VpcEndpointType = VpcEndpointType.Interface,
                ServiceName = own.ServiceName,
                VpcId = own.VpcId,
                SubnetIds = own.SubnetIds,
                SecurityGroupIds = [.. own.Groups.Select(group => group.GroupId)],
                PrivateDnsEnabled = false,
                TagSpecifications = [new() { ResourceType = ResourceType.VpcEndpoint, Tags = own.Tags }],
            },
            Cancel)).VpcEndpoint;
        await AcceptAsync(world, service, copy.VpcEndpointId);
        await world.Ec2("storefront-prod").DeleteVpcEndpointsAsync(new DeleteVpcEndpointsRequest { VpcEndpointIds = [own.VpcEndpointId] }, Cancel);

        await world.Get<SweepJob>().RunAsync(Cancel);

        Assert.Equal([id], await DueAsync(world));
    }

    [Fact]
    public async Task A_sweep_takes_the_same_subnets_and_groups_in_another_order_for_the_same()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        var id = await world.ConnectedAsync(service, Cancel, WithTwoGroups(world, service));
        var work = await world.WorkAsync(SubjectKind.Connection, id, Cancel);
        var seen = CanonicalJson.Read<ConnectionObservation>(Encoding.UTF8.GetBytes(work.Observation!));
        var endpoint = seen.Endpoint.Value!;
        Assert.Equal((2, 2), (endpoint.SubnetIds.Count, endpoint.SecurityGroupIds.Count));
        var turned = seen with { Endpoint = seen.Endpoint with { Value = endpoint with { SubnetIds = [.. endpoint.SubnetIds.Reverse()], SecurityGroupIds = [.. endpoint.SecurityGroupIds.Reverse()] } } };
        await using (var context = world.Open())
        {
            await context.Work.Where(row => row.Id == id).ExecuteUpdateAsync(row => row.SetProperty(one => one.Observation, Encoding.UTF8.GetString(CanonicalJson.Bytes(turned))), Cancel);
        }

        await world.Get<SweepJob>().RunAsync(Cancel);

        Assert.Empty(await DueAsync(world));
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

    /// <summary>Priya's Payments API with a private DNS name that AWS has verified.</summary>
    private static async Task<Guid> NamedAsync(PortalWorld world)
    {
        var services = world.Get<EndpointServiceCommands>();
        var service = (await services.PublishAsync(world.Cast.Priya, Inputs.PaymentsApi(world.Seed) with { PrivateDnsName = "payments.example.com" }, null, Cancel)).Id;
        await world.SettleAsync(Cancel);
        var proof = (await world.Get<EndpointServiceQueries>().GetAsync(world.Cast.Priya, service, Cancel)).Own!.PrivateDnsProof!;
        await world.Aws.PublishTxtAsync($"{proof.Name}.payments.example.com", proof.Value, Cancel);
        await world.Ec2("payments-prod").StartVpcEndpointServicePrivateDnsVerificationAsync(new() { ServiceId = (await world.ServiceAsync(service, Cancel)).AwsServiceId }, Cancel);
        await services.RetryAsync(world.Cast.Priya, service, null, Cancel);
        await world.SettleAsync(Cancel);
        return service;
    }

    private static RequestConnectionInput WithTwoGroups(PortalWorld world, Guid service) =>
        Inputs.Checkout(world.Seed, service) with { SecurityGroupIds = [.. world.Seed.Account("storefront-prod").Vpc("storefront").SecurityGroups.Take(2).Select(group => group.GroupId)] };

    private static async Task<VpcEndpoint> EndpointAsync(PortalWorld world, Guid id)
    {
        var own = (await world.ConnectionAsync(id, Cancel)).VpcEndpointId!;
        return Assert.Single((await world.Ec2("storefront-prod").DescribeVpcEndpointsAsync(new() { VpcEndpointIds = [own] }, Cancel)).VpcEndpoints);
    }

    private static async Task ModifyAsync(PortalWorld world, Guid id, Func<VpcEndpoint, ModifyVpcEndpointRequest> change) =>
        await world.Ec2("storefront-prod").ModifyVpcEndpointAsync(change(await EndpointAsync(world, id)), Cancel);

    private static async Task ChangeAsync(PortalWorld world, Guid service, Guid id, string change)
    {
        var vpc = world.Seed.Account("storefront-prod").Vpc("storefront");
        var endpoint = await EndpointAsync(world, id);
        var (own, group) = (endpoint.VpcEndpointId, vpc.SecurityGroups.First(group => endpoint.Groups.All(one => one.GroupId != group.GroupId)).GroupId);
        await (change switch
        {
            "a subnet more" => ModifyAsync(world, id, _ => new() { VpcEndpointId = own, AddSubnetIds = [vpc.Subnets[2].SubnetId] }),
            "a subnet less" => ModifyAsync(world, id, _ => new() { VpcEndpointId = own, RemoveSubnetIds = [endpoint.SubnetIds[0]] }),
            "a security group more" => ModifyAsync(world, id, _ => new() { VpcEndpointId = own, AddSecurityGroupIds = [group] }),
            "a security group less" => ModifyAsync(world, id, _ => new() { VpcEndpointId = own, RemoveSecurityGroupIds = [endpoint.Groups[0].GroupId] }),
            "another security group" => ModifyAsync(world, id, _ => new() { VpcEndpointId = own, AddSecurityGroupIds = [group], RemoveSecurityGroupIds = [endpoint.Groups[0].GroupId] }),
            "rejected" => world.Ec2("payments-prod").RejectVpcEndpointConnectionsAsync(
                new() { ServiceId = (await world.ServiceAsync(service, Cancel)).AwsServiceId, VpcEndpointIds = [own] }, Cancel),
            _ => world.Ec2("storefront-prod").DeleteTagsAsync(new DeleteTagsRequest { Resources = [own], Tags = [new() { Key = PortalTags.Connection }] }, Cancel),
        });
    }

    private static async Task AcceptAsync(PortalWorld world, Guid service, string vpcEndpointId)
    {
        var reply = await world.Ec2("payments-prod").AcceptVpcEndpointConnectionsAsync(
            new() { ServiceId = (await world.ServiceAsync(service, Cancel)).AwsServiceId, VpcEndpointIds = [vpcEndpointId] }, Cancel);
        Assert.Empty(reply.Unsuccessful ?? []);
    }

    private static async Task<List<Guid>> DueAsync(PortalWorld world)
    {
        await using var context = world.Open();
        // A time as it is read has milliseconds; what was made due within the last one counts, too.
        var now = (await WorkTable.NowAsync(context, Cancel)).AddSeconds(1);
        return await context.Work.Where(work => work.DueAt <= now).Select(work => work.Id).ToListAsync(Cancel);
    }
}
