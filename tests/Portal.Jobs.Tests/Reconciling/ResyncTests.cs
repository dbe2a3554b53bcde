using Amazon.EC2;
using Amazon.EC2.Model;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Audit;
using Portal.Domain.Connections;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Connections;
using Portal.Infrastructure.EndpointServices;
using Portal.Testing.Worlds;

namespace Portal.Jobs.Tests.Reconciling;

/// <summary>What rests is compared with AWS again, together with all that rests in its scope: so what outsiders change is found.</summary>
public sealed class ResyncTests(PortalCluster cluster) : Engine(cluster)
{
    [Fact]
    public async Task What_rests_in_a_scope_is_due_together_and_read_by_one_call_however_many_connections_there_are()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        var first = await world.ConnectedAsync(service, Cancel);
        var second = await world.ConnectedAsync(
            service, Cancel,
            Inputs.Checkout(world.Seed, service) with { Subnets = [new(world.Seed.Account("storefront-prod").Vpc("storefront").Subnets[2].SubnetId, null)] });
        Assert.Equal(
            (await world.WorkAsync(SubjectKind.Connection, first, Cancel)).DueAt, (await world.WorkAsync(SubjectKind.Connection, second, Cancel)).DueAt);
        var before = (await world.Aws.LedgerAsync(Cancel))[^1].Seq;

        await ResyncAsync(world);

        var calls = (await world.Aws.LedgerAsync(Cancel, before)).Where(call => call.Account == world.Seed.Account("storefront-prod").AccountId).ToList();
        Assert.Equal(["DescribeNetworkInterfaces", "DescribeVpcEndpoints"], calls.Select(call => call.Action).Order());
    }

    [Theory]
    [InlineData("a subnet more", true)]
    [InlineData("a subnet less", false)]
    [InlineData("a security group more", true)]
    [InlineData("a security group less", false)]
    [InlineData("another security group", true)]
    public async Task What_somebody_took_from_an_endpoint_outside_the_portal_is_put_back_in_time_and_what_they_added_when_people_say_so(
        string change, bool adds)
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        var id = await world.ConnectedAsync(service, Cancel, WithTwoGroups(world, service));
        var approved = await EndpointAsync(world, id);
        await ChangeAsync(world, service, id, change);

        await ResyncAsync(world);
        Assert.Equal(SyncState.Drifted, (await world.WorkAsync(SubjectKind.Connection, id, Cancel)).Conditions.Sync);
        await world.PassAsync(new JobsOptions().RepairGrace, Cancel);
        await world.SettleAsync(Cancel);
        var left = (await world.WorkAsync(SubjectKind.Connection, id, Cancel)).Conditions.Differences ?? [];
        Assert.Equal(adds ? 1 : 0, left.Count);
        if (adds)
        {
            await world.Get<ConnectionDifferenceCommands>().DecideAsync(
                world.Cast.Chen, id, null, new("repair", [.. left.Select(one => one.Key)], null, null), null, Cancel);
            await world.SettleAsync(Cancel);
        }

        var now = await EndpointAsync(world, id);
        Assert.Equal(approved.SubnetIds.Order(), now.SubnetIds.Order());
        Assert.Equal(approved.Groups.Select(group => group.GroupId).Order(), now.Groups.Select(group => group.GroupId).Order());
        Assert.Equal(SyncState.InSync, (await world.WorkAsync(SubjectKind.Connection, id, Cancel)).Conditions.Sync);
        await AssertBooksBalanceAsync(world);
    }

    [Theory]
    [InlineData(true, SyncState.InSync)]
    [InlineData(false, SyncState.Drifted)]
    public async Task Private_dns_that_was_switched_off_is_switched_on_and_one_that_was_switched_on_is_shown(bool wanted, SyncState then)
    {
        await using var world = await StartAsync();
        var service = await NamedAsync(world);
        var changed = await world.ConnectedAsync(service, Cancel, Inputs.Checkout(world.Seed, service) with { PrivateDns = wanted });
        Assert.Equal(wanted, (await EndpointAsync(world, changed)).PrivateDnsEnabled);

        await ModifyAsync(world, changed, endpoint => new() { VpcEndpointId = endpoint.VpcEndpointId, PrivateDnsEnabled = !wanted });
        await ResyncAsync(world);
        Assert.Equal(SyncState.Drifted, (await world.WorkAsync(SubjectKind.Connection, changed, Cancel)).Conditions.Sync);
        Assert.Equal(!wanted, (await EndpointAsync(world, changed)).PrivateDnsEnabled);
        await world.PassAsync(new JobsOptions().RepairGrace, Cancel);
        await world.SettleAsync(Cancel);

        Assert.Equal(then, (await world.WorkAsync(SubjectKind.Connection, changed, Cancel)).Conditions.Sync);
        Assert.True((await EndpointAsync(world, changed)).PrivateDnsEnabled);
    }

    [Fact]
    public async Task An_endpoint_that_was_rejected_outside_the_portal_is_disconnected_and_comes_back_when_it_is_accepted_again()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        var id = await world.ConnectedAsync(service, Cancel);
        await ChangeAsync(world, service, id, "rejected");
        await ResyncAsync(world);
        Assert.Equal(ConnectionStage.Disconnected, (await world.ConnectionAsync(id, Cancel)).Stage);

        await AcceptAsync(world, service, (await EndpointAsync(world, id)).VpcEndpointId);
        await ResyncAsync(world);

        Assert.Equal(ConnectionStage.Available, (await world.ConnectionAsync(id, Cancel)).Stage);
    }

    [Fact]
    public async Task An_endpoint_of_the_same_form_that_carries_copied_tags_does_not_hide_that_the_connections_own_is_gone()
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

        await world.WatchAsync(TimeSpan.FromMinutes(12), Cancel);

        Assert.Equal(ConnectionStage.Disconnected, (await world.ConnectionAsync(id, Cancel)).Stage);
        Assert.Single((await world.Ec2("storefront-prod").DescribeVpcEndpointsAsync(new() { VpcEndpointIds = [copy.VpcEndpointId] }, Cancel)).VpcEndpoints);
    }

    [Theory]
    [InlineData("update aws_account set external_id = 'changed' where alias = 'storefront-prod'")]
    [InlineData("update aws_account set role_arn = null where alias = 'storefront-prod'")]
    public async Task An_account_that_cannot_be_read_keeps_no_other_from_being_looked_after(string change)
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        var closed = await world.ConnectedAsync(service, Cancel);
        var readable = await world.ConnectedAsync(service, Cancel, Inputs.Staging(world.Seed, service));
        foreach (var alias in new[] { "storefront-prod", "storefront-staging" })
        {
            var mine = (await world.Ec2(alias).DescribeVpcEndpointsAsync(new(), Cancel)).VpcEndpoints.Select(endpoint => endpoint.VpcEndpointId).ToList();
            await world.Ec2(alias).DeleteVpcEndpointsAsync(new DeleteVpcEndpointsRequest { VpcEndpointIds = mine }, Cancel);
        }

        await world.WriteAsync(change, Cancel);
        var fresh = world.AddWorker("fresh");
        for (var time = 0; time < 3; time++)
        {
            await world.PassAsync(new JobsOptions().ResyncInterval + TimeSpan.FromSeconds(1), Cancel);
            await world.RunDueAsync(Cancel, fresh);
        }

        Assert.Equal(ConnectionStage.Disconnected, (await world.ConnectionAsync(readable, Cancel)).Stage);
        Assert.Equal(ConnectionStage.Available, (await world.ConnectionAsync(closed, Cancel)).Stage);
        Assert.NotNull((await world.WorkAsync(SubjectKind.Connection, closed, Cancel)).Conditions.LastError);
    }

    /// <summary>Priya's Payments API with a private DNS name that AWS has verified.</summary>
    private static async Task<Guid> NamedAsync(PortalWorld world)
    {
        var services = world.Get<EndpointServiceCommands>();
        var service = (
            await services.PublishAsync(world.Cast.Priya, Inputs.PaymentsApi(world.Seed) with { PrivateDnsName = "payments.example.com" }, null, Cancel)).Id;
        await world.SettleAsync(Cancel);
        var proof = (await world.Get<EndpointServiceQueries>().GetAsync(world.Cast.Priya, service, Cancel)).Own!.PrivateDnsProof!;
        await world.Aws.PublishTxtAsync($"{proof.Name}.payments.example.com", proof.Value, Cancel);
        await world.Ec2("payments-prod")
            .StartVpcEndpointServicePrivateDnsVerificationAsync(new() { ServiceId = (await world.ServiceAsync(service, Cancel)).AwsServiceId }, Cancel);
        await services.RetryAsync(world.Cast.Priya, service, null, Cancel);
        await world.SettleAsync(Cancel);
        return service;
    }

    private static RequestConnectionInput WithTwoGroups(PortalWorld world, Guid service) =>
        Inputs.Checkout(world.Seed, service) with
        {
            SecurityGroupIds = [.. world.Seed.Account("storefront-prod").Vpc("storefront").SecurityGroups.Take(2).Select(group => group.GroupId)],
        };

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
            "another security group" => ModifyAsync(
                world, id, _ => new() { VpcEndpointId = own, AddSecurityGroupIds = [group], RemoveSecurityGroupIds = [endpoint.Groups[0].GroupId] }),
            _ => world.Ec2("payments-prod").RejectVpcEndpointConnectionsAsync(
                new() { ServiceId = (await world.ServiceAsync(service, Cancel)).AwsServiceId, VpcEndpointIds = [own] }, Cancel),
        });
    }

    private static async Task AcceptAsync(PortalWorld world, Guid service, string vpcEndpointId)
    {
        var reply = await world.Ec2("payments-prod").AcceptVpcEndpointConnectionsAsync(
            new() { ServiceId = (await world.ServiceAsync(service, Cancel)).AwsServiceId, VpcEndpointIds = [vpcEndpointId] }, Cancel);
        Assert.Empty(reply.Unsuccessful ?? []);
    }

    private static async Task ResyncAsync(PortalWorld world)
    {
        await world.PassAsync(new JobsOptions().ResyncInterval + TimeSpan.FromSeconds(1), Cancel);
        await world.RunDueAsync(Cancel);
    }
}
