using Amazon.EC2.Model;
using Amazon.ElasticLoadBalancingV2.Model;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Audit;
using Portal.Domain.Connections;
using Portal.Domain.EndpointServices;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Connections;
using Portal.Infrastructure.EndpointServices;
using Portal.Testing.Worlds;

namespace Portal.Jobs.Tests.Reconciling;

public class MainJobTests(PortalCluster cluster) : Engine(cluster)
{
    [Fact]
    public async Task Publishing_makes_a_load_balancer_target_group_listener_and_endpoint_service_that_carry_our_tags()
    {
        await using var world = await StartAsync();

        var id = await world.PublishedAsync(Cancel);

        var service = await world.ServiceAsync(id, Cancel);
        var configuration = Assert.Single(
            (await world.Ec2("payments-prod").DescribeVpcEndpointServiceConfigurationsAsync(new(), Cancel)).ServiceConfigurations);
        Assert.Equal((service.AwsServiceId, service.AwsServiceName), (configuration.ServiceId, configuration.ServiceName));
        Assert.True(configuration.AcceptanceRequired);
        Assert.Contains(configuration.Tags, tag => (tag.Key, tag.Value) == (PortalTags.Installation, world.Installation.Value.ToString()));
        Assert.Contains(configuration.Tags, tag => (tag.Key, tag.Value) == (PortalTags.Service, id.ToString()));
        var elb = world.Elb("payments-prod");
        var balancer = Assert.Single((await elb.DescribeLoadBalancersAsync(new DescribeLoadBalancersRequest(), Cancel)).LoadBalancers ?? []);
        Assert.Equal(3, balancer.AvailabilityZones?.Count);
        Assert.Equal(
            443,
            Assert.Single(
                (await elb.DescribeListenersAsync(new DescribeListenersRequest { LoadBalancerArn = balancer.LoadBalancerArn }, Cancel)).Listeners ?? []).Port);
        var group = Assert.Single((await elb.DescribeTargetGroupsAsync(new DescribeTargetGroupsRequest(), Cancel)).TargetGroups ?? []);
        Assert.Equal(
            2,
            (await elb.DescribeTargetHealthAsync(
                new DescribeTargetHealthRequest { TargetGroupArn = group.TargetGroupArn }, Cancel)).TargetHealthDescriptions?.Count);
        await AssertBooksBalanceAsync(world);
    }

    [Fact]
    public async Task A_request_that_both_approve_becomes_available_with_an_interface_a_zone_and_names()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);

        var id = await world.RequestAsync(service, Cancel);
        await world.SettleAsync(Cancel);
        Assert.Empty((await world.Ec2("storefront-prod").DescribeVpcEndpointsAsync(new(), Cancel)).VpcEndpoints ?? []);
        await world.ApproveAsync(id, Cancel);
        await world.SettleAsync(Cancel);

        var seen = await world.Get<ConnectionQueries>().GetAsync(world.Cast.Chen, id, Cancel);
        Assert.Equal((ConnectionStage.Available, SyncState.InSync), (seen.Stage, seen.Sync.State));
        Assert.Null(seen.WaitingFor);
        Assert.Null(seen.Blocked);
        Assert.Equal(["use1-az1", "use1-az2"], seen.Endpoint!.NetworkInterfaces!.Select(network => network.ZoneId).Order());
        Assert.All(seen.Endpoint.NetworkInterfaces!, network => Assert.False(string.IsNullOrEmpty(network.PrivateIp)));
        Assert.NotEmpty(seen.Endpoint.DnsNames);
        Assert.Equal(seen.Endpoint.DnsNames, seen.Endpoint.DnsEntries!.Select(entry => entry.DnsName));
        Assert.All(seen.Endpoint.DnsEntries!, entry => Assert.StartsWith("Z", entry.HostedZoneId, StringComparison.Ordinal));
        // What the consumer's account calls its zones, which is not what the provider's does.
        var subnets = (await world.Ec2("storefront-prod").DescribeSubnetsAsync(new(), Cancel)).Subnets!;
        Assert.All(seen.Endpoint.NetworkInterfaces!, network => Assert.Equal(
            subnets.Single(subnet => subnet.SubnetId == network.SubnetId).AvailabilityZone, network.ZoneName));
        Assert.All(
            (await world.Get<ConnectionQueries>().GetAsync(world.Cast.Priya, id, Cancel)).Health.Zones, zone => Assert.Null(zone.ZoneName));
        var endpoint = Assert.Single((await world.Ec2("storefront-prod").DescribeVpcEndpointsAsync(new(), Cancel)).VpcEndpoints);
        Assert.Equal((seen.Endpoint.VpcEndpointId, "available"), (endpoint.VpcEndpointId, endpoint.State.Value.ToLowerInvariant()));
        await AssertBooksBalanceAsync(world);
    }

    [Fact]
    public async Task The_work_needs_no_more_than_the_calls_of_the_plan()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        await world.ConnectedAsync(service, Cancel);

        var writes = await world.Aws.PortalWritesAsync(Cancel);

        Assert.Equal(
            [
                "CreateLoadBalancer", "CreateTargetGroup", "RegisterTargets", "RegisterTargets", "CreateListener", "CreateVpcEndpointServiceConfiguration",
                "ModifyVpcEndpointServicePermissions", "CreateVpcEndpoint", "AcceptVpcEndpointConnections",
            ],
            writes.Select(call => call.Action));
        Assert.All(writes, call => Assert.Equal(200, call.Status));
    }

    [Fact]
    public async Task Deleting_the_last_connection_of_an_account_takes_its_endpoint_and_then_its_principal_away()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        var id = await world.ConnectedAsync(service, Cancel);
        Assert.Single(await PrincipalsAsync(world, service));

        await world.DeleteAsync(id, Cancel);
        await world.SettleAsync(Cancel);

        Assert.Equal(ConnectionStage.Deleted, (await world.ConnectionAsync(id, Cancel)).Stage);
        Assert.Empty((await world.Ec2("storefront-prod").DescribeVpcEndpointsAsync(new(), Cancel)).VpcEndpoints ?? []);
        Assert.Empty(await PrincipalsAsync(world, service));
        await AssertBooksBalanceAsync(world);
    }

    [Fact]
    public async Task A_principal_stays_while_another_connection_of_the_same_account_lives()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        var first = await world.ConnectedAsync(service, Cancel);
        var zone = Inputs.Checkout(world.Seed, service);
        var second = await world.ConnectedAsync(
            service, Cancel, zone with { Subnets = [new(world.Seed.Account("storefront-prod").Vpc("storefront").Subnets[2].SubnetId, null)] });

        await world.DeleteAsync(first, Cancel);
        await world.SettleAsync(Cancel);

        Assert.Equal(ConnectionStage.Deleted, (await world.ConnectionAsync(first, Cancel)).Stage);
        Assert.Equal(ConnectionStage.Available, (await world.ConnectionAsync(second, Cancel)).Stage);
        Assert.Single(await PrincipalsAsync(world, service));
        await world.DeleteAsync(second, Cancel);
        await world.SettleAsync(Cancel);
        Assert.Empty(await PrincipalsAsync(world, service));
        await AssertBooksBalanceAsync(world);
    }

    [Fact]
    public async Task Withdrawing_leaves_nothing_of_ours_in_aws()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        var connection = await world.ConnectedAsync(service, Cancel);

        await world.Get<EndpointServiceCommands>().WithdrawAsync(world.Cast.Priya, service, null, new(null, null, "Goodbye."), null, Cancel);
        await world.SettleAsync(Cancel);

        Assert.Equal(EndpointServiceStage.Withdrawn, (await world.ServiceAsync(service, Cancel)).Stage);
        Assert.Equal(ConnectionStage.Deleted, (await world.ConnectionAsync(connection, Cancel)).Stage);
        Assert.Empty((await world.Ec2("storefront-prod").DescribeVpcEndpointsAsync(new(), Cancel)).VpcEndpoints ?? []);
        Assert.Empty((await world.Ec2("payments-prod").DescribeVpcEndpointServiceConfigurationsAsync(new(), Cancel)).ServiceConfigurations ?? []);
        Assert.Empty((await world.Elb("payments-prod").DescribeLoadBalancersAsync(new DescribeLoadBalancersRequest(), Cancel)).LoadBalancers ?? []);
        Assert.Empty((await world.Elb("payments-prod").DescribeTargetGroupsAsync(new DescribeTargetGroupsRequest(), Cancel)).TargetGroups ?? []);
        await AssertBooksBalanceAsync(world);
    }

    [Fact]
    public async Task Every_stage_change_and_every_answered_call_is_in_the_history()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        var id = await world.ConnectedAsync(service, Cancel);
        await world.DeleteAsync(id, Cancel);
        await world.SettleAsync(Cancel);

        await using var context = world.Open();
        var rows = await context.AuditRows.AsNoTracking().Where(row => row.SubjectId == id.ToString()).OrderBy(row => row.At).ThenBy(row => row.Id)
            .ToListAsync(Cancel);
        var moves = rows.Select(row => row.Read()).Where(row => row.Action.StartsWith("connection.", StringComparison.Ordinal) && row.From != row.To)
            .Select(row => row.To);
        Assert.Equal(["AwaitingApproval", "Provisioning", "Available", "Deprovisioning", "Deleted"], moves);
        Assert.Equal(2, rows.Count(row => row.Action == "review.approve"));
        Assert.Equal(
            ["aws.endpoint.create", "aws.connection.accept", "aws.connection.reject", "aws.endpoint.delete"],
            rows.Select(row => row.Action).Where(action => action.StartsWith("aws.", StringComparison.Ordinal)));
        Assert.All(rows, row => Assert.True(row.IsIntact()));
        var writes = await world.Aws.PortalWritesAsync(Cancel);
        Assert.Equal(writes.Count, await context.AuditRows.CountAsync(row => row.Action.StartsWith("aws.") && !row.Action.EndsWith(".resolved"), Cancel));
    }

    private static async Task<IReadOnlyList<string>> PrincipalsAsync(PortalWorld world, Guid service)
    {
        var id = (await world.ServiceAsync(service, Cancel)).AwsServiceId;
        var reply = await world.Ec2("payments-prod")
            .DescribeVpcEndpointServicePermissionsAsync(new DescribeVpcEndpointServicePermissionsRequest { ServiceId = id }, Cancel);
        return [.. (reply.AllowedPrincipals ?? []).Select(allowed => allowed.Principal)];
    }

    [Fact]
    public async Task Private_dns_goes_on_as_soon_as_the_service_is_seen_to_have_proved_its_name()
    {
        await using var world = await StartAsync();
        var services = world.Get<EndpointServiceCommands>();
        var service = (
            await services.PublishAsync(world.Cast.Priya, Inputs.PaymentsApi(world.Seed) with { PrivateDnsName = "payments.example.com" }, null, Cancel)).Id;
        await world.SettleAsync(Cancel);
        var id = await world.ConnectedAsync(service, Cancel, Inputs.Checkout(world.Seed, service) with { PrivateDns = true });
        Assert.Equal(Party.Provider, (await world.WorkAsync(SubjectKind.Connection, id, Cancel)).Conditions.WaitingFor?.Who);

        var waiting = (await world.WorkAsync(SubjectKind.Service, service, Cancel)).Conditions.WaitingFor;
        Assert.Equal(Party.Provider, waiting?.Who);
        Assert.Contains("publish the TXT record that proves payments.example.com", waiting!.What, StringComparison.Ordinal);

        // Nobody has to start the verification: the portal has AWS look again at a steady pace, however often it found nothing.
        await world.WatchAsync(TimeSpan.FromMinutes(21), Cancel);
        Assert.InRange((await world.OperationsAsync(service, Cancel)).Count(operation => operation.StepKey == "private-dns.verify"), 4, 5);
        var proof = (await world.Get<EndpointServiceQueries>().GetAsync(world.Cast.Priya, service, Cancel)).Own!.PrivateDnsProof!;
        await world.Aws.PublishTxtAsync($"{proof.Name}.payments.example.com", proof.Value, Cancel);
        await world.WatchAsync(TimeSpan.FromMinutes(6), Cancel);

        Assert.True(Assert.Single((await world.Ec2("storefront-prod").DescribeVpcEndpointsAsync(new(), Cancel)).VpcEndpoints).PrivateDnsEnabled);
        Assert.Equal(SyncState.InSync, (await world.WorkAsync(SubjectKind.Connection, id, Cancel)).Conditions.Sync);
        Assert.Null((await world.WorkAsync(SubjectKind.Service, service, Cancel)).Conditions.WaitingFor);
        await AssertBooksBalanceAsync(world);
    }
}
