using Amazon.EC2.Model;
using Portal.Domain;
using Portal.Domain.Audit;
using Portal.Domain.Connections;
using Portal.Domain.Provisioning;
using Portal.Domain.Reviews;
using Portal.Infrastructure.Connections;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Reviews;
using Portal.Testing.Worlds;

namespace Portal.Jobs.Tests.Reconciling;

/// <summary>A consumer changes a live connection.</summary>
public sealed class ConnectionChangeTests(PortalCluster cluster) : Engine(cluster)
{
    [Fact]
    public async Task A_zone_that_is_given_up_goes_at_once_and_nothing_puts_it_back()
    {
        await using var world = await StartAsync();
        var id = await world.ConnectedAsync(await world.PublishedAsync(Cancel), Cancel);
        var before = (await world.ConnectionAsync(id, Cancel)).Spec;
        // Its owner has taken the subnet out in AWS, to delete it.
        await world.Ec2("storefront-prod").ModifyVpcEndpointAsync(
            new() { VpcEndpointId = (await world.ConnectionAsync(id, Cancel)).VpcEndpointId, RemoveSubnetIds = [before.Subnets[1].SubnetId] }, Cancel);

        await ChangeAsync(world, id, new(Subnets: [new(before.Subnets[0].SubnetId, null)]));
        await world.SettleAsync(Cancel);
        await world.PassAsync(new JobsOptions().ResyncInterval + TimeSpan.FromSeconds(1), Cancel);
        await world.SettleAsync(Cancel);

        Assert.Equal([before.Subnets[0].SubnetId], (await EndpointAsync(world, id)).SubnetIds);
        var connection = await world.ConnectionAsync(id, Cancel);
        Assert.Equal((ConnectionStage.Available, null, SyncState.InSync), (connection.Stage, connection.Proposal, await SyncAsync(world, id)));
        await AssertBooksBalanceAsync(world);
    }

    [Fact]
    public async Task Another_group_and_zone_wait_for_a_network_admin_and_are_then_made_without_the_connection_going_away()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        var id = await world.ConnectedAsync(service, Cancel);
        var vpc = world.Seed.Account("storefront-prod").Vpc("storefront");
        var before = (await world.ConnectionAsync(id, Cancel)).Spec;
        var group = vpc.SecurityGroups.First(one => !before.SecurityGroupIds.Contains(one.GroupId)).GroupId;

        await ChangeAsync(world, id, new(
            Subnets: [new(before.Subnets[1].SubnetId, null)], SecurityGroupIds: [group]));
        await world.SettleAsync(Cancel);

        var proposed = await world.ConnectionAsync(id, Cancel);
        Assert.Equal((ConnectionStage.Available, 2), (proposed.Stage, (await EndpointAsync(world, id)).SubnetIds.Count));
        var review = await world.Get<ReviewQueries>().GetAsync(world.Cast.Nora, proposed.Proposal!.ReviewId, Cancel);
        Assert.Equal((ReviewPurpose.Change, id), (review.Purpose, review.ConnectionId));
        Assert.Equal(["Network admins"], review.Levels.Select(level => level.Name));
        Assert.Equal(["Security groups", "Subnets"], review.Change!.Fields.Select(change => change.Field).Order());
        await Assert.ThrowsAsync<DomainException>(() => ChangeAsync(world, id, new(SecurityGroupIds: [group])));
        var provider = await world.Get<ReviewQueries>().GetAsync(world.Cast.Priya, proposed.Proposal.ReviewId, Cancel);
        Assert.All(provider.Change!.Fields, change => Assert.True(change.After is null or "not visible"));

        await world.Get<ReviewCommands>().DecideAsync(world.Cast.Nora, review.Id, new("approve", null, review.PlanHash), null, Cancel);
        await world.SettleAsync(Cancel);

        var endpoint = await EndpointAsync(world, id);
        Assert.Equal([before.Subnets[1].SubnetId], endpoint.SubnetIds);
        Assert.Equal([group], endpoint.Groups.Select(one => one.GroupId));
        Assert.Equal(proposed.VpcEndpointId, endpoint.VpcEndpointId);
        Assert.Equal((ConnectionStage.Available, SyncState.InSync), ((await world.ConnectionAsync(id, Cancel)).Stage, await SyncAsync(world, id)));
        await AssertBooksBalanceAsync(world);
    }

    [Fact]
    public async Task Another_fixed_address_replaces_the_interface_of_its_subnet()
    {
        await using var world = await StartAsync();
        var id = await world.ConnectedAsync(await world.PublishedAsync(Cancel), Cancel);
        var before = (await world.ConnectionAsync(id, Cancel)).Spec;
        var subnet = world.Seed.Account("storefront-prod").Vpc("storefront").Subnets.Single(one => one.SubnetId == before.Subnets[0].SubnetId);
        var address = subnet.Cidr[..(subnet.Cidr.LastIndexOf('.') + 1)] + "200";

        await ChangeAsync(world, id, new(Subnets: [new(before.Subnets[0].SubnetId, address), new(before.Subnets[1].SubnetId, null)]));
        await ApproveAsync(world, id);
        await world.SettleAsync(Cancel);

        var cards = await world.Ec2("storefront-prod").DescribeNetworkInterfacesAsync(
            new DescribeNetworkInterfacesRequest { NetworkInterfaceIds = (await EndpointAsync(world, id)).NetworkInterfaceIds }, Cancel);
        Assert.Contains(cards.NetworkInterfaces, card => card.SubnetId == subnet.SubnetId && card.PrivateIpAddress == address);
        Assert.Equal((ConnectionStage.Available, SyncState.InSync), ((await world.ConnectionAsync(id, Cancel)).Stage, await SyncAsync(world, id)));
    }

    [Fact]
    public async Task An_address_that_somebody_else_has_is_changed_and_the_connection_goes_on()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        var subnet = world.Seed.Account("storefront-prod").Vpc("storefront").Subnets.Single(one => one.Name == "storefront-app-az1");
        var first = await world.ConnectedAsync(service, Cancel);
        var taken = (await world.Ec2("storefront-prod").DescribeNetworkInterfacesAsync(
            new DescribeNetworkInterfacesRequest { NetworkInterfaceIds = (await EndpointAsync(world, first)).NetworkInterfaceIds }, Cancel))
            .NetworkInterfaces.Single(card => card.SubnetId == subnet.SubnetId).PrivateIpAddress;
        var id = await world.ApprovedAsync(service, Cancel, Inputs.Checkout(world.Seed, service) with { Subnets = [new(subnet.SubnetId, taken)] });
        await world.SettleAsync(Cancel);
        Assert.NotNull((await world.WorkAsync(SubjectKind.Connection, id, Cancel)).Conditions.Blocked);

        await ChangeAsync(world, id, new(Subnets: [new(subnet.SubnetId, null)]));
        await ApproveAsync(world, id);
        await world.SettleAsync(Cancel);

        Assert.Equal((ConnectionStage.Available, SyncState.InSync), ((await world.ConnectionAsync(id, Cancel)).Stage, await SyncAsync(world, id)));
    }

    [Fact]
    public async Task An_earlier_end_counts_at_once_and_a_later_one_when_the_same_people_have_approved_it()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        var end = world.Clock.GetUtcNow().AddDays(30).ToMilliseconds();
        var id = await world.ApprovedAsync(service, Cancel, Inputs.Checkout(world.Seed, service) with { EndsAt = end });
        await world.SettleAsync(Cancel);

        await ChangeAsync(world, id, new(EndsAt: end.AddDays(-10)));

        Assert.Equal(end.AddDays(-10), (await world.ConnectionAsync(id, Cancel)).EndsAt);
        await ChangeAsync(world, id, new(EndsAt: end));
        var proposed = await world.ConnectionAsync(id, Cancel);
        Assert.Equal(end.AddDays(-10), proposed.EndsAt);
        var review = await world.Get<ReviewQueries>().GetAsync(world.Cast.Nora, proposed.Proposal!.ReviewId, Cancel);
        Assert.Equal(2, review.Levels.Count);
        await world.SettleAsync(Cancel);
        Assert.Equal((ConnectionStage.Available, SyncState.InSync), ((await world.ConnectionAsync(id, Cancel)).Stage, await SyncAsync(world, id)));
    }

    private static Task<Receipt> ChangeAsync(PortalWorld world, Guid id, ChangeConnectionInput input) =>
        world.Get<ChangeConnectionCommands>().ChangeAsync(world.Cast.Chen, id, null, input, Cancel);

    private static async Task ApproveAsync(PortalWorld world, Guid id)
    {
        var review = await world.Get<ReviewQueries>().GetAsync(
            world.Cast.Nora, (await world.ConnectionAsync(id, Cancel)).Proposal!.ReviewId, Cancel);
        await world.Get<ReviewCommands>().DecideAsync(world.Cast.Nora, review.Id, new("approve", null, review.PlanHash), null, Cancel);
    }

    private static async Task<VpcEndpoint> EndpointAsync(PortalWorld world, Guid id)
    {
        var request = new DescribeVpcEndpointsRequest { VpcEndpointIds = [(await world.ConnectionAsync(id, Cancel)).VpcEndpointId] };
        return Assert.Single((await world.Ec2("storefront-prod").DescribeVpcEndpointsAsync(request, Cancel)).VpcEndpoints);
    }

    private static async Task<SyncState> SyncAsync(PortalWorld world, Guid id) =>
        (await world.WorkAsync(SubjectKind.Connection, id, Cancel)).Conditions.Sync;
}
