using Amazon.EC2.Model;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Audit;
using Portal.Domain.Connections;
using Portal.Domain.EndpointServices;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Connections;
using Portal.Testing.Worlds;

namespace Portal.Jobs.Tests.Reconciling;

/// <summary>Somebody changes in AWS what the portal looks after, or has something of their own there.</summary>
public class OutsiderTests(PortalCluster cluster) : Engine(cluster)
{
    private const string Foreign = "arn:aws:iam::320000000001:root";

    private static readonly TimeSpan NextResync = new JobsOptions().ResyncInterval + TimeSpan.FromSeconds(1);

    [Fact]
    public async Task An_endpoint_that_was_deleted_disconnects_and_comes_back_when_somebody_reconnects()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        var id = await world.ConnectedAsync(service, Cancel);
        var first = (await world.ConnectionAsync(id, Cancel)).VpcEndpointId!;
        await world.PassAsync(NextResync, Cancel);

        await world.Ec2("storefront-prod").DeleteVpcEndpointsAsync(new DeleteVpcEndpointsRequest { VpcEndpointIds = [first] }, Cancel);
        await world.SettleAsync(Cancel);

        Assert.Equal(ConnectionStage.Disconnected, (await world.ConnectionAsync(id, Cancel)).Stage);
        Assert.Equal(Party.Consumer, (await world.WorkAsync(SubjectKind.Connection, id, Cancel)).Conditions.WaitingFor?.Who);
        await world.Get<ConnectionCommands>().ReconnectAsync(world.Cast.Chen, id, null, Cancel);
        await world.SettleAsync(Cancel);
        var again = await world.ConnectionAsync(id, Cancel);
        Assert.Equal(ConnectionStage.Available, again.Stage);
        Assert.NotEqual(first, again.VpcEndpointId);
        Assert.Equal([1, 2], (await world.OperationsAsync(id, Cancel)).Where(row => row.StepKey == "endpoint.create").Select(row => row.Generation));
        await AssertBooksBalanceAsync(world);
    }

    [Fact]
    public async Task One_look_that_does_not_find_the_endpoint_disconnects_nothing()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        var id = await world.ConnectedAsync(service, Cancel);
        await world.PassAsync(NextResync, Cancel);
        await world.Ec2("storefront-prod")
            .DeleteVpcEndpointsAsync(new DeleteVpcEndpointsRequest { VpcEndpointIds = [(await world.ConnectionAsync(id, Cancel)).VpcEndpointId] }, Cancel);

        await world.Portal.RunAsync(SubjectKind.Connection, id, Cancel);

        Assert.Equal(ConnectionStage.Available, (await world.ConnectionAsync(id, Cancel)).Stage);
        Assert.Equal(SyncState.Unknown, (await world.WorkAsync(SubjectKind.Connection, id, Cancel)).Conditions.Sync);
    }

    [Fact]
    public async Task An_endpoint_that_was_rejected_disconnects_and_is_accepted_again_when_the_provider_reconnects()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        var id = await world.ConnectedAsync(service, Cancel);
        var endpoint = (await world.ConnectionAsync(id, Cancel)).VpcEndpointId!;
        await RejectAsync(world, service, id);

        await world.PassAsync(NextResync, Cancel);
        await world.SettleAsync(Cancel);

        Assert.Equal(ConnectionStage.Disconnected, (await world.ConnectionAsync(id, Cancel)).Stage);
        await world.Get<ConnectionCommands>().ReconnectAsync(world.Cast.Priya, id, null, Cancel);
        await world.SettleAsync(Cancel);
        var again = await world.ConnectionAsync(id, Cancel);
        if (Switches.RejectedCanBeAccepted)
        {
            Assert.Equal((ConnectionStage.Available, endpoint, false), (again.Stage, again.VpcEndpointId, again.Reconnecting));
        }
        else
        {
            Assert.Equal("InvalidState", (await world.WorkAsync(SubjectKind.Connection, id, Cancel)).Conditions.Blocked?.Code);
            await world.DeleteAsync(id, Cancel);
            await world.SettleAsync(Cancel);
            Assert.Equal(ConnectionStage.Deleted, (await world.ConnectionAsync(id, Cancel)).Stage);
        }

        await AssertBooksBalanceAsync(world);
    }

    [Fact]
    public async Task Who_rejects_again_what_was_accepted_again_is_not_overruled_however_much_time_passes()
    {
        var pending = TimeSpan.FromMinutes(20);
        await using var world = await StartAsync(new() { EndpointPending = pending });
        var service = await world.PublishedAsync(Cancel);
        var id = await world.ApprovedAsync(service, Cancel);
        await world.RunDueAsync(Cancel);
        await world.Aws.AdvanceAsync(pending, Cancel);
        await world.PassAsync(pending, Cancel);
        await world.RunDueAsync(Cancel);
        Assert.Equal(ConnectionStage.Available, (await world.ConnectionAsync(id, Cancel)).Stage);
        await RejectAsync(world, service, id);
        await world.PassAsync(NextResync, Cancel);
        await world.RunDueAsync(Cancel);
        Assert.Equal(ConnectionStage.Disconnected, (await world.ConnectionAsync(id, Cancel)).Stage);
        await world.Get<ConnectionCommands>().ReconnectAsync(world.Cast.Priya, id, null, Cancel);
        await world.RunDueAsync(Cancel);

        for (var hour = 0; hour < 3; hour++)
        {
            await RejectAsync(world, service, id);
            await world.PassAsync(TimeSpan.FromHours(1), Cancel);
            await world.RunDueAsync(Cancel);
        }

        var blocked = (await world.WorkAsync(SubjectKind.Connection, id, Cancel)).Conditions.Blocked;
        if (Switches.RejectedCanBeAccepted)
        {
            Assert.Equal(2, (await world.Aws.PortalWritesAsync(Cancel)).Count(call => call.Action == "AcceptVpcEndpointConnections"));
            Assert.Equal(Party.Provider, blocked?.Owner);
        }
        else
        {
            Assert.Equal((Party.Consumer, "InvalidState"), (blocked?.Owner, blocked?.Code));
        }
    }

    private static async Task RejectAsync(PortalWorld world, Guid service, Guid id) =>
        await world.Ec2("payments-prod").RejectVpcEndpointConnectionsAsync(
            new()
            {
                ServiceId = (await world.ServiceAsync(service, Cancel)).AwsServiceId,
                VpcEndpointIds = [(await world.ConnectionAsync(id, Cancel)).VpcEndpointId],
            }, Cancel);

    [Fact]
    public async Task A_subnet_that_somebody_took_out_comes_back_with_its_fixed_address_after_it_was_shown()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        var subnets = world.Seed.Account("storefront-prod").Vpc("storefront").Subnets;
        var (first, second) = (subnets.Single(subnet => subnet.Name == "storefront-app-az1"), subnets.Single(subnet => subnet.Name == "storefront-app-az2"));
        var id = await world.ConnectedAsync(
            service, Cancel, Inputs.Checkout(world.Seed, service) with { Subnets = [new(first.SubnetId, "10.20.0.77"), new(second.SubnetId, null)] });
        var ec2 = world.Ec2("storefront-prod");
        await ec2.ModifyVpcEndpointAsync(
            new ModifyVpcEndpointRequest { VpcEndpointId = (await world.ConnectionAsync(id, Cancel)).VpcEndpointId, RemoveSubnetIds = [first.SubnetId] },
            Cancel);

        await world.PassAsync(NextResync, Cancel);
        await world.SettleAsync(Cancel);
        await world.PassAsync(new JobsOptions().RepairGrace, Cancel);
        await world.SettleAsync(Cancel);

        var endpoint = Assert.Single((await ec2.DescribeVpcEndpointsAsync(new(), Cancel)).VpcEndpoints);
        var cards = (
            await ec2.DescribeNetworkInterfacesAsync(
                new DescribeNetworkInterfacesRequest { NetworkInterfaceIds = endpoint.NetworkInterfaceIds }, Cancel)).NetworkInterfaces;
        Assert.Equal("10.20.0.77", Assert.Single(cards, card => card.SubnetId == first.SubnetId).PrivateIpAddress);
        Assert.Equal(2, cards.Count);
        await AssertBooksBalanceAsync(world);
    }

    [Fact]
    public async Task Changed_security_groups_and_subnets_are_set_back_to_what_was_approved_when_people_say_so()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        var id = await world.ConnectedAsync(service, Cancel);
        var connection = await world.ConnectionAsync(id, Cancel);
        var vpc = world.Seed.Account("storefront-prod").Vpc("storefront");
        await world.Ec2("storefront-prod").ModifyVpcEndpointAsync(new ModifyVpcEndpointRequest
        {
            VpcEndpointId = connection.VpcEndpointId,
            AddSecurityGroupIds = [vpc.SecurityGroups.Single(group => group.Name == "default").GroupId],
            RemoveSecurityGroupIds = [.. connection.Spec.SecurityGroupIds],
            AddSubnetIds = [vpc.Subnets[2].SubnetId],
        }, Cancel);

        await world.PassAsync(NextResync, Cancel);
        await world.SettleAsync(Cancel);
        var differences = (await world.WorkAsync(SubjectKind.Connection, id, Cancel)).Conditions.Differences!;
        await world.Get<ConnectionDifferenceCommands>().DecideAsync(
            world.Cast.Chen, id, null, new("repair", [.. differences.Select(one => one.Key)], null, null), null, Cancel);
        await world.SettleAsync(Cancel);

        var endpoint = Assert.Single((await world.Ec2("storefront-prod").DescribeVpcEndpointsAsync(new(), Cancel)).VpcEndpoints);
        Assert.Equal(connection.Spec.SecurityGroupIds, endpoint.Groups.Select(group => group.GroupId));
        Assert.Equal(connection.Spec.Subnets.Select(subnet => subnet.SubnetId).Order(), endpoint.SubnetIds.Order());
        Assert.Equal(ConnectionStage.Available, (await world.ConnectionAsync(id, Cancel)).Stage);
        Assert.Equal(SyncState.InSync, (await world.WorkAsync(SubjectKind.Connection, id, Cancel)).Conditions.Sync);
        await AssertBooksBalanceAsync(world);
    }

    [Fact]
    public async Task A_removed_principal_is_allowed_again_and_acceptance_that_was_switched_off_is_required_again()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        var id = await world.ConnectedAsync(service, Cancel);
        var aws = (await world.ServiceAsync(service, Cancel)).AwsServiceId;
        var provider = world.Ec2("payments-prod");
        var principal = (await world.ConnectionAsync(id, Cancel)).Spec.PrincipalArn;
        await provider.ModifyVpcEndpointServicePermissionsAsync(new() { ServiceId = aws, RemoveAllowedPrincipals = [principal] }, Cancel);
        await provider.ModifyVpcEndpointServiceConfigurationAsync(new() { ServiceId = aws, AcceptanceRequired = false }, Cancel);

        await world.PassAsync(NextResync, Cancel);
        await world.SettleAsync(Cancel);

        var allowed = await provider.DescribeVpcEndpointServicePermissionsAsync(new DescribeVpcEndpointServicePermissionsRequest { ServiceId = aws }, Cancel);
        Assert.Equal([principal], (allowed.AllowedPrincipals ?? []).Select(one => one.Principal));
        Assert.True(Assert.Single((await provider.DescribeVpcEndpointServiceConfigurationsAsync(new(), Cancel)).ServiceConfigurations).AcceptanceRequired);
        await AssertBooksBalanceAsync(world);
    }

    [Fact]
    public async Task A_service_that_was_deleted_is_lost_and_what_it_left_can_still_be_withdrawn()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        await world.PassAsync(NextResync, Cancel);
        await world.Ec2("payments-prod")
            .DeleteVpcEndpointServiceConfigurationsAsync(new() { ServiceIds = [(await world.ServiceAsync(service, Cancel)).AwsServiceId] }, Cancel);

        await world.SettleAsync(Cancel);
        Assert.Equal(EndpointServiceStage.Lost, (await world.ServiceAsync(service, Cancel)).Stage);
        await world.Get<Infrastructure.EndpointServices.EndpointServiceCommands>()
            .WithdrawAsync(world.Cast.Priya, service, null, new(null, null, null), null, Cancel);
        await world.SettleAsync(Cancel);

        Assert.Equal(EndpointServiceStage.Withdrawn, (await world.ServiceAsync(service, Cancel)).Stage);
        Assert.Empty(
            (await world.Elb("payments-prod").DescribeLoadBalancersAsync(
                new Amazon.ElasticLoadBalancingV2.Model.DescribeLoadBalancersRequest(), Cancel)).LoadBalancers ?? []);
        await AssertBooksBalanceAsync(world);
    }

    [Fact]
    public async Task Foreign_principals_and_tags_are_never_touched()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        var aws = (await world.ServiceAsync(service, Cancel)).AwsServiceId;
        var provider = world.Ec2("payments-prod");
        await provider.ModifyVpcEndpointServicePermissionsAsync(new() { ServiceId = aws, AddAllowedPrincipals = [Foreign] }, Cancel);
        await provider.CreateTagsAsync(new() { Resources = [aws], Tags = [new("CostCentre", "42")] }, Cancel);

        var id = await world.ConnectedAsync(service, Cancel);
        await world.DeleteAsync(id, Cancel);
        await world.SettleAsync(Cancel);

        var allowed = await provider.DescribeVpcEndpointServicePermissionsAsync(new DescribeVpcEndpointServicePermissionsRequest { ServiceId = aws }, Cancel);
        Assert.Equal([Foreign], (allowed.AllowedPrincipals ?? []).Select(one => one.Principal));
        Assert.Contains(
            Assert.Single((await provider.DescribeVpcEndpointServiceConfigurationsAsync(new(), Cancel)).ServiceConfigurations).Tags,
            tag => tag.Key == "CostCentre");
        Assert.DoesNotContain(await world.Aws.PortalWritesAsync(Cancel), call => call.Parameters.Values.Contains(Foreign));
        // What is there without being wanted is shown.
        Assert.Equal(SyncState.Drifted, (await world.WorkAsync(SubjectKind.Service, service, Cancel)).Conditions.Sync);
    }

    [Fact]
    public async Task A_principal_that_somebody_had_allowed_before_stays_when_the_last_connection_goes()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        var aws = (await world.ServiceAsync(service, Cancel)).AwsServiceId;
        var principal = Domain.Networking.AwsIds.AccountRoot(world.Seed.Account("storefront-prod").AccountId, world.Seed.Account("storefront-prod").Region);
        await world.Ec2("payments-prod").ModifyVpcEndpointServicePermissionsAsync(new() { ServiceId = aws, AddAllowedPrincipals = [principal] }, Cancel);

        var id = await world.ConnectedAsync(service, Cancel);
        await world.DeleteAsync(id, Cancel);
        await world.SettleAsync(Cancel);

        var allowed = await world.Ec2("payments-prod")
            .DescribeVpcEndpointServicePermissionsAsync(new DescribeVpcEndpointServicePermissionsRequest { ServiceId = aws }, Cancel);
        Assert.Equal([principal], (allowed.AllowedPrincipals ?? []).Select(one => one.Principal));
        Assert.DoesNotContain(await world.Aws.PortalWritesAsync(Cancel), call => call.Action == "ModifyVpcEndpointServicePermissions");
    }
}
