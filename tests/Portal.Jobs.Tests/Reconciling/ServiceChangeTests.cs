using Amazon.ElasticLoadBalancingV2.Model;
using Portal.Domain;
using Portal.Domain.Audit;
using Portal.Domain.Connections;
using Portal.Domain.EndpointServices;
using Portal.Domain.Provisioning;
using Portal.Domain.Reviews;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.EndpointServices;
using Portal.Infrastructure.Reviews;
using Portal.Testing.Worlds;

namespace Portal.Jobs.Tests.Reconciling;

/// <summary>A provider changes a service while consumers are connected to it.</summary>
public sealed class ServiceChangeTests(PortalCluster cluster) : Engine(cluster)
{
    [Fact]
    public async Task A_service_gets_another_target_port_and_zone_under_a_live_connection()
    {
        await using var world = await StartAsync();
        var vpc = world.Seed.Account("payments-prod").Vpc("payments-core");
        var service = await world.PublishedAsync(
            Cancel, Inputs.PaymentsApi(world.Seed) with { SubnetIds = [.. vpc.Subnets.Take(2).Select(one => one.SubnetId)] });
        var id = await world.ConnectedAsync(service, Cancel);
        var (first, third) = (vpc.Instances[0].PrivateIp, vpc.Instances[2].PrivateIp);

        await ChangeAsync(world, service, new(
            SubnetIds: [.. vpc.Subnets.Select(one => one.SubnetId)],
            Listeners: [Listener(443, [first, third]), Listener(8443, [third])]));
        await world.SettleAsync(Cancel);

        Assert.Equal(["443", "8443"], (await ListenersAsync(world)).Select(one => one.Port.ToString()).Order());
        Assert.Equal(vpc.Subnets.Count, (await BalancerAsync(world)).AvailabilityZones!.Count);
        Assert.Equal([$"{first}:443", $"{third}:443"], await TargetsAsync(world, 443));
        Assert.Equal([$"{third}:8443"], await TargetsAsync(world, 8443));
        Assert.Equal((EndpointServiceStage.Available, SyncState.InSync), await StandingAsync(world, service));
        Assert.Equal(ConnectionStage.Available, (await world.ConnectionAsync(id, Cancel)).Stage);
        await AssertBooksBalanceAsync(world);
    }

    [Fact]
    public async Task The_health_check_follows_and_goes_back_to_AWSs_own_when_nothing_is_said_any_more()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        var targets = Inputs.PaymentsApi(world.Seed).Listeners![0]!.TargetGroup!.Targets;
        var checkedByHttp = new HealthCheckInput("HTTP", 8080, "/ready", 10, 4, 3, 4, "200-299");

        await ChangeAsync(world, service, new(Listeners: [new("TCP", 443, new("TCP", 443, checkedByHttp, targets))]));
        await world.SettleAsync(Cancel);

        var group = Assert.Single(await GroupsAsync(world));
        Assert.Equal(
            ("HTTP", "8080", "/ready", 10, 4, 3, 4, "200-299"),
            (group.HealthCheckProtocol!.Value, group.HealthCheckPort, group.HealthCheckPath, group.HealthCheckIntervalSeconds, group.HealthCheckTimeoutSeconds,
                group.HealthyThresholdCount, group.UnhealthyThresholdCount, group.Matcher!.HttpCode));
        await ChangeAsync(world, service, new(Listeners: [new("TCP", 443, new("TCP", 443, null, targets))]));
        await world.SettleAsync(Cancel);
        group = Assert.Single(await GroupsAsync(world));
        Assert.Equal(("TCP", "traffic-port", 30, 10), (
            group.HealthCheckProtocol!.Value, group.HealthCheckPort, group.HealthCheckIntervalSeconds, group.HealthCheckTimeoutSeconds));
        Assert.Equal((EndpointServiceStage.Available, SyncState.InSync), await StandingAsync(world, service));
    }

    [Fact]
    public async Task Another_kind_of_targets_gets_a_target_group_of_its_own_and_the_listener_never_goes_away()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        var listener = Assert.Single(await ListenersAsync(world)).ListenerArn;
        var before = Assert.Single(await GroupsAsync(world)).TargetGroupArn;
        var instance = world.Seed.Account("payments-prod").Vpc("payments-core").Instances[0].InstanceId;

        await ChangeAsync(world, service, new(Listeners: [new("TCP", 443, new("TCP", 443, null, [new("instance", instance, null, null)]))]));
        await world.SettleAsync(Cancel);

        var group = Assert.Single(await GroupsAsync(world));
        Assert.NotEqual(before, group.TargetGroupArn);
        Assert.Equal("instance", group.TargetType!.Value);
        var kept = Assert.Single(await ListenersAsync(world));
        Assert.Equal((listener, group.TargetGroupArn), (kept.ListenerArn, kept.DefaultActions![0].TargetGroupArn));
        Assert.Equal((EndpointServiceStage.Available, SyncState.InSync), await StandingAsync(world, service));
        await AssertBooksBalanceAsync(world);
    }

    [Fact]
    public async Task A_target_that_others_look_after_stays_where_they_have_failed_it_over_to()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        await ChangeAsync(world, service, new(Listeners: [new("TCP", 443, new("TCP", 443, null, null, ManagedOutside: true))]));
        await world.SettleAsync(Cancel);
        var group = Assert.Single(await GroupsAsync(world)).TargetGroupArn;
        var vpc = world.Seed.Account("payments-prod").Vpc("payments-core");
        var (gone, next) = (vpc.Instances[0].PrivateIp, vpc.Instances[2].PrivateIp);
        Assert.Contains($"{gone}:443", await TargetsAsync(world, 443));

        await world.Elb("payments-prod").RegisterTargetsAsync(new() { TargetGroupArn = group, Targets = [new() { Id = next, Port = 443 }] }, Cancel);
        await world.Elb("payments-prod").DeregisterTargetsAsync(new() { TargetGroupArn = group, Targets = [new() { Id = gone, Port = 443 }] }, Cancel);
        await world.PassAsync(new JobsOptions().ResyncInterval + TimeSpan.FromSeconds(1), Cancel);
        await world.SettleAsync(Cancel);

        Assert.Contains($"{next}:443", await TargetsAsync(world, 443));
        Assert.DoesNotContain($"{gone}:443", await TargetsAsync(world, 443));
        Assert.Equal((EndpointServiceStage.Available, SyncState.InSync), await StandingAsync(world, service));
    }

    [Fact]
    public async Task What_cuts_live_traffic_waits_for_a_network_admin_who_sees_whom_it_cuts()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        var id = await world.ConnectedAsync(service, Cancel);
        var zones = (await world.ConnectionAsync(id, Cancel)).Spec.Subnets.Select(subnet => subnet.ZoneId).ToList();
        var left = world.Seed.Account("payments-prod").Vpc("payments-core").Subnets.Where(subnet => !zones.Contains(subnet.ZoneId)).ToList();

        await ChangeAsync(world, service, new(SubnetIds: [.. left.Select(subnet => subnet.SubnetId)]));
        await world.SettleAsync(Cancel);

        Assert.Equal(zones.Count + left.Count, (await BalancerAsync(world)).AvailabilityZones!.Count);
        var proposal = (await world.ServiceAsync(service, Cancel)).Proposal!;
        var review = await world.Get<ReviewQueries>().GetAsync(world.Cast.Nora, proposal.ReviewId, Cancel);
        Assert.Equal((ReviewPurpose.ChangeService, null, service), (review.Purpose, review.ConnectionId, review.About.ServiceId));
        var touched = Assert.Single(review.Change!.Touched);
        Assert.Equal((id, true), (touched.ConnectionId, touched.IsCut));
        Assert.Contains("Loses its only zones", touched.Text, StringComparison.Ordinal);
        await Assert.ThrowsAsync<DomainException>(() => world.Get<ReviewCommands>().DecideAsync(
            world.Cast.Priya, review.Id, new("approve", null, review.PlanHash), null, Cancel));

        await world.Get<ReviewCommands>().DecideAsync(world.Cast.Nora, review.Id, new("approve", null, review.PlanHash), null, Cancel);
        await world.SettleAsync(Cancel);

        Assert.Null((await world.ServiceAsync(service, Cancel)).Proposal);
        if (Switches.UsedZonesAreKept)
        {
            // AWS keeps a zone as long as an endpoint has an interface in it.
            var blocked = (await world.WorkAsync(SubjectKind.Service, service, Cancel)).Conditions.Blocked!;
            Assert.Contains("still in a zone", blocked.Cause, StringComparison.Ordinal);
            await world.DeleteAsync(id, Cancel);
            await world.SettleAsync(Cancel);
            await world.PassAsync(new JobsOptions().ResyncInterval + TimeSpan.FromSeconds(1), Cancel);
            await world.SettleAsync(Cancel);
        }

        Assert.Equal(left.Select(subnet => subnet.SubnetId).Order(), (await BalancerAsync(world)).AvailabilityZones!.Select(zone => zone.SubnetId).Order());
        Assert.Equal((EndpointServiceStage.Available, SyncState.InSync), await StandingAsync(world, service));
    }

    [Fact]
    public async Task A_change_that_was_rejected_or_withdrawn_leaves_nothing_but_its_history()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        await world.ConnectedAsync(service, Cancel);
        var before = (await world.ServiceAsync(service, Cancel)).Spec;
        var other = new ChangeServiceInput(Listeners: [Listener(9443, [world.Seed.Account("payments-prod").Vpc("payments-core").Instances[0].PrivateIp])]);
        await ChangeAsync(world, service, other);
        var review = (await world.ServiceAsync(service, Cancel)).Proposal!.ReviewId;
        await Assert.ThrowsAsync<DomainException>(() => ChangeAsync(world, service, other));

        await world.Get<ReviewCommands>().DecideAsync(
            world.Cast.Nora, review, new("deny", "Checkout needs it", (await world.Get<ReviewQueries>().GetAsync(world.Cast.Nora, review, Cancel)).PlanHash),
            null, Cancel);

        var kept = await world.ServiceAsync(service, Cancel);
        Assert.Null(kept.Proposal);
        Assert.Equal(CanonicalJson.Bytes(before), CanonicalJson.Bytes(kept.Spec));
        await ChangeAsync(world, service, other);
        await world.Get<ChangeServiceCommands>().WithdrawProposalAsync(world.Cast.Priya, service, null, Cancel);
        kept = await world.ServiceAsync(service, Cancel);
        Assert.Null(kept.Proposal);
        Assert.Equal(CanonicalJson.Bytes(before), CanonicalJson.Bytes(kept.Spec));
        await world.SettleAsync(Cancel);
        Assert.Equal([443], (await ListenersAsync(world)).Select(one => one.Port!.Value));
    }

    [Fact]
    public async Task A_port_that_nobody_is_connected_to_is_given_up_at_once_with_all_that_was_made_for_it()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        var address = world.Seed.Account("payments-prod").Vpc("payments-core").Instances[0].PrivateIp;
        await ChangeAsync(world, service, new(Listeners: [Listener(443, [address]), Listener(8443, [address])]));
        await world.SettleAsync(Cancel);

        await ChangeAsync(world, service, new(Listeners: [Listener(8443, [address])]));
        await world.SettleAsync(Cancel);

        Assert.Equal(8443, Assert.Single(await ListenersAsync(world)).Port);
        Assert.Single(await GroupsAsync(world));
        Assert.Equal((EndpointServiceStage.Available, SyncState.InSync), await StandingAsync(world, service));
        // And it can be had again.
        await ChangeAsync(world, service, new(Listeners: [Listener(443, [address]), Listener(8443, [address])]));
        await world.SettleAsync(Cancel);
        Assert.Equal([443, 8443], (await ListenersAsync(world)).Select(one => one.Port!.Value).Order());
        await AssertBooksBalanceAsync(world);
    }

    private static ListenerInput Listener(int port, string[] addresses) =>
        new("TCP", port, new("TCP", port, null, [.. addresses.Select(address => new TargetInput("ip", address, null, null))]));

    private static Task<Receipt> ChangeAsync(PortalWorld world, Guid service, ChangeServiceInput input) =>
        world.Get<ChangeServiceCommands>().ChangeAsync(world.Cast.Priya, service, null, input, Cancel);

    private static async Task<(EndpointServiceStage, SyncState)> StandingAsync(PortalWorld world, Guid service) =>
        ((await world.ServiceAsync(service, Cancel)).Stage, (await world.WorkAsync(SubjectKind.Service, service, Cancel)).Conditions.Sync);

    private static async Task<LoadBalancer> BalancerAsync(PortalWorld world) =>
        Assert.Single((await world.Elb("payments-prod").DescribeLoadBalancersAsync(new(), Cancel)).LoadBalancers!);

    private static async Task<List<Listener>> ListenersAsync(PortalWorld world) =>
        (await world.Elb("payments-prod").DescribeListenersAsync(
            new DescribeListenersRequest { LoadBalancerArn = (await BalancerAsync(world)).LoadBalancerArn }, Cancel)).Listeners ?? [];

    private static async Task<List<TargetGroup>> GroupsAsync(PortalWorld world) =>
        (await world.Elb("payments-prod").DescribeTargetGroupsAsync(new(), Cancel)).TargetGroups ?? [];

    private static async Task<IEnumerable<string>> TargetsAsync(PortalWorld world, int port)
    {
        var listener = (await ListenersAsync(world)).Single(one => one.Port == port);
        var health = await world.Elb("payments-prod").DescribeTargetHealthAsync(
            new DescribeTargetHealthRequest { TargetGroupArn = listener.DefaultActions![0].TargetGroupArn }, Cancel);
        return (health.TargetHealthDescriptions ?? []).Where(one => one.TargetHealth!.State != Amazon.ElasticLoadBalancingV2.TargetHealthStateEnum.Draining)
            .Select(one => $"{one.Target!.Id}:{one.Target.Port}").Order(StringComparer.Ordinal);
    }
}
