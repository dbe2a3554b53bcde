using Portal.Domain;
using Portal.Domain.Accounts;
using Portal.Domain.Audit;
using Portal.Domain.Connections;
using Portal.Domain.EndpointServices;
using Portal.Domain.Provisioning;
using Portal.Domain.Reviews;
using Portal.Infrastructure.Connections;
using Portal.Infrastructure.EndpointServices;
using Portal.Infrastructure.Provisioning;
using Portal.Infrastructure.Reviews;
using Portal.Testing.Worlds;

namespace Portal.Jobs.Tests.Reconciling;

/// <summary>Others change in AWS what the portal looks after: it is shown, and people have time to want it before it is put back.</summary>
public sealed class DifferenceTests(PortalCluster cluster) : Engine(cluster)
{
    private const string Foreign = "arn:aws:iam::320000000001:root";

    private static readonly JobsOptions Options = new();
    private static readonly TimeSpan NextResync = Options.ResyncInterval + TimeSpan.FromSeconds(1);

    [Fact]
    public async Task A_target_that_was_failed_over_is_shown_and_adopted_and_nothing_is_done_in_AWS_for_it()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        var (gone, next) = await FailOverAsync(world);
        await ResyncAsync(world);

        var shown = await ServiceAsync(world, service);
        Assert.Equal(SyncState.Drifted, shown.Sync.State);
        Assert.Equal(
            [($"Target of TCP 443", $"{gone}:443", null, DifferencePolicy.Repair), ("Target of TCP 443", null, $"{next}:443", DifferencePolicy.Show)],
            shown.Own!.Differences!.Select(one => (one.What, one.Wanted, one.Found, one.Policy)));
        var stood = await TargetsAsync(world);
        await AdoptAsync(world, service, shown);

        await world.PassAsync(Options.RepairGrace, Cancel);
        await world.SettleAsync(Cancel);
        var adopted = await ServiceAsync(world, service);
        Assert.Equal((SyncState.InSync, 0), (adopted.Sync.State, adopted.Own!.Differences!.Count));
        Assert.Equal(stood, adopted.Own.Listeners[0].TargetGroup.Targets.Select(target => $"{target.Id}:443").Order());
        Assert.Equal(stood, await TargetsAsync(world));
        Assert.Contains($"{next}:443", stood);
        Assert.DoesNotContain($"{gone}:443", stood);
        Assert.DoesNotContain(await world.Aws.PortalWritesAsync(Cancel), call => call.Action == "DeregisterTargets");
        await AssertBooksBalanceAsync(world);
    }

    [Fact]
    public async Task A_target_that_others_have_taken_out_comes_back_after_the_grace_period_and_the_history_says_what_there_was()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        var (gone, next) = await FailOverAsync(world);
        await ResyncAsync(world);
        await world.PassAsync(Options.RepairGrace - TimeSpan.FromMinutes(5), Cancel);
        await world.SettleAsync(Cancel);
        Assert.DoesNotContain($"{gone}:443", await TargetsAsync(world));

        await world.PassAsync(TimeSpan.FromMinutes(5), Cancel);
        await world.SettleAsync(Cancel);

        Assert.Contains($"{gone}:443", await TargetsAsync(world));
        Assert.Contains($"{next}:443", await TargetsAsync(world));
        Assert.Equal([$"{next}:443"], (await ServiceAsync(world, service)).Own!.Differences!.Select(one => one.Found));
        var history = (await world.Get<Infrastructure.Audit.AuditQueries>().ListAsync(
            world.Cast.Priya, SubjectKind.Service, service.ToString(), null, 50, Cancel)).Items;
        var repair = Assert.Single(history, row => row.Action == "aws.targets.register" && row.Details?.GetValueOrDefault("difference") is not null);
        Assert.Equal(
            ("Target of TCP 443", "nothing", $"{gone}:443"), (repair.Details!["difference"], repair.Details["before"], repair.Details["after"]));
        await AssertBooksBalanceAsync(world);
    }

    [Fact]
    public async Task People_have_all_of_it_put_back_at_once()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        var stood = await TargetsAsync(world);
        await FailOverAsync(world);
        await world.Ec2("payments-prod").ModifyVpcEndpointServicePermissionsAsync(
            new() { ServiceId = (await world.ServiceAsync(service, Cancel)).AwsServiceId, AddAllowedPrincipals = [Foreign] }, Cancel);
        await ResyncAsync(world);

        var shown = (await ServiceAsync(world, service)).Own!.Differences!;
        Assert.Equal(3, shown.Count);
        await DecideAsync(world, service, "repair", shown.Select(one => one.Key));

        Assert.Equal(stood, await TargetsAsync(world));
        var allowed = await world.Ec2("payments-prod").DescribeVpcEndpointServicePermissionsAsync(
            new() { ServiceId = (await world.ServiceAsync(service, Cancel)).AwsServiceId }, Cancel);
        Assert.Empty(allowed.AllowedPrincipals ?? []);
        var then = await ServiceAsync(world, service);
        Assert.Equal((SyncState.InSync, 0), (then.Sync.State, then.Own!.Differences!.Count));
        await AssertBooksBalanceAsync(world);
    }

    [Fact]
    public async Task What_is_ignored_counts_as_in_sync_until_then_and_is_put_back_afterwards()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        var group = Assert.Single((await world.Elb("payments-prod").DescribeTargetGroupsAsync(new(), Cancel)).TargetGroups!);
        await world.Elb("payments-prod").ModifyTargetGroupAsync(
            new() { TargetGroupArn = group.TargetGroupArn, HealthCheckIntervalSeconds = 60 }, Cancel);
        await ResyncAsync(world);
        var difference = Assert.Single((await ServiceAsync(world, service)).Own!.Differences!);
        Assert.Equal("Health check of TCP 443", difference.What);

        await DecideAsync(world, service, "ignore", [difference.Key], world.Clock.GetUtcNow().AddDays(2));
        await world.PassAsync(TimeSpan.FromDays(1), Cancel);
        await world.SettleAsync(Cancel);

        Assert.Equal(SyncState.InSync, (await ServiceAsync(world, service)).Sync.State);
        Assert.Equal(60, await IntervalAsync(world));
        await world.PassAsync(TimeSpan.FromDays(1), Cancel);
        await world.SettleAsync(Cancel);
        Assert.Equal(30, await IntervalAsync(world));
        Assert.Equal(SyncState.InSync, (await ServiceAsync(world, service)).Sync.State);
    }

    [Fact]
    public async Task A_zone_that_others_have_added_stays_and_a_change_of_the_spec_does_not_take_it_away()
    {
        await using var world = await StartAsync();
        var vpc = world.Seed.Account("payments-prod").Vpc("payments-core");
        var service = await world.PublishedAsync(
            Cancel, Inputs.PaymentsApi(world.Seed) with { SubnetIds = [.. vpc.Subnets.Take(2).Select(one => one.SubnetId)] });
        var balancer = Assert.Single((await world.Elb("payments-prod").DescribeLoadBalancersAsync(new(), Cancel)).LoadBalancers!).LoadBalancerArn;
        await world.Elb("payments-prod").SetSubnetsAsync(
            new() { LoadBalancerArn = balancer, Subnets = [.. vpc.Subnets.Select(one => one.SubnetId)] }, Cancel);
        await ResyncAsync(world);
        Assert.Equal(DifferencePolicy.Show, Assert.Single((await ServiceAsync(world, service)).Own!.Differences!).Policy);

        await world.Get<ChangeServiceCommands>().ChangeAsync(
            world.Cast.Priya, service, null, new(Description: "Payments, again", PrivateDnsName: "api.payments.example.com"), Cancel);
        await world.SettleAsync(Cancel);
        await world.PassAsync(TimeSpan.FromHours(2), Cancel);
        await world.SettleAsync(Cancel);

        Assert.Equal(
            vpc.Subnets.Count,
            Assert.Single((await world.Elb("payments-prod").DescribeLoadBalancersAsync(new(), Cancel)).LoadBalancers!).AvailabilityZones!.Count);
        Assert.Equal(SyncState.Drifted, (await ServiceAsync(world, service)).Sync.State);
        await DecideAsync(world, service, "repair", (await ServiceAsync(world, service)).Own!.Differences!.Select(one => one.Key));
        Assert.Equal(
            2, Assert.Single((await world.Elb("payments-prod").DescribeLoadBalancersAsync(new(), Cancel)).LoadBalancers!).AvailabilityZones!.Count);
    }

    [Fact]
    public async Task A_subnet_that_its_owner_takes_out_and_deletes_can_be_given_up_without_a_fight()
    {
        await using var world = await StartAsync();
        var id = await world.ConnectedAsync(await world.PublishedAsync(Cancel), Cancel);
        var subnets = (await world.ConnectionAsync(id, Cancel)).Spec.Subnets;
        await world.Ec2("storefront-prod").ModifyVpcEndpointAsync(
            new() { VpcEndpointId = (await world.ConnectionAsync(id, Cancel)).VpcEndpointId, RemoveSubnetIds = [subnets[1].SubnetId] }, Cancel);
        await ResyncAsync(world);
        var shown = await ConnectionAsync(world, id);
        Assert.Equal(SyncState.Drifted, shown.Sync.State);
        var difference = Assert.Single(shown.Differences!);
        Assert.Null((await ConnectionAsync(world, id, world.Cast.Priya)).Differences);

        await DecideAsync(world, id, "adopt", [difference.Key], world.Cast.Chen);
        await world.PassAsync(Options.RepairGrace, Cancel);
        await world.SettleAsync(Cancel);

        var connection = await ConnectionAsync(world, id);
        Assert.Equal((ConnectionStage.Available, SyncState.InSync, 0), (connection.Stage, connection.Sync.State, connection.Differences!.Count));
        Assert.Equal([subnets[0].SubnetId], connection.Subnets!.Select(subnet => subnet.SubnetId));
        Assert.Equal([subnets[0].SubnetId], await SubnetsAsync(world));
        await AssertBooksBalanceAsync(world);
    }

    [Fact]
    public async Task What_opens_something_is_adopted_only_when_network_admins_agree_and_stays_until_they_have_decided()
    {
        await using var world = await StartAsync();
        var id = await world.ConnectedAsync(await world.PublishedAsync(Cancel), Cancel);
        var third = world.Seed.Account("storefront-prod").Vpc("storefront").Subnets[2].SubnetId;
        var spec = (await world.ConnectionAsync(id, Cancel)).Spec;
        await world.Ec2("storefront-prod").ModifyVpcEndpointAsync(
            new()
            {
                VpcEndpointId = (await world.ConnectionAsync(id, Cancel)).VpcEndpointId,
                RemoveSubnetIds = [spec.Subnets[1].SubnetId],
                AddSubnetIds = [third],
            }, Cancel);
        await ResyncAsync(world);

        await DecideAsync(world, id, "adopt", (await ConnectionAsync(world, id)).Differences!.Select(one => one.Key), world.Cast.Chen);
        await world.PassAsync(Options.RepairGrace * 4, Cancel);
        await world.SettleAsync(Cancel);

        var waiting = await ConnectionAsync(world, id);
        Assert.All(waiting.Differences!, one => Assert.True(one.IsProposed));
        Assert.Equal(((string[])[spec.Subnets[0].SubnetId, third]).Order(), (await SubnetsAsync(world)).Order());
        var review = await world.Get<ReviewQueries>().GetAsync(world.Cast.Nora, waiting.Proposal!.ReviewId, Cancel);
        Assert.Equal(ReviewPurpose.Change, review.Purpose);
        await world.Get<ReviewCommands>().DecideAsync(world.Cast.Nora, review.Id, new("deny", "Not in that zone", review.PlanHash), null, Cancel);
        await world.SettleAsync(Cancel);
        // It was shown for long enough; what was added stays until somebody has it taken away.
        Assert.Equal(((string[])[.. spec.Subnets.Select(subnet => subnet.SubnetId), third]).Order(), (await SubnetsAsync(world)).Order());
    }

    [Fact]
    public async Task A_decision_on_what_does_not_differ_or_cannot_be_is_refused_with_all_that_is_wrong()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        await world.Ec2("payments-prod").ModifyVpcEndpointServicePermissionsAsync(
            new() { ServiceId = (await world.ServiceAsync(service, Cancel)).AwsServiceId, AddAllowedPrincipals = [Foreign] }, Cancel);
        await ResyncAsync(world);
        var key = Assert.Single((await ServiceAsync(world, service)).Own!.Differences!).Key;

        await AssertRefusedAsync(world, service, new("forget", null, null, null), "action", "keys");
        await AssertRefusedAsync(world, service, new("repair", ["zone-added/x"], null, null), "keys");
        await AssertRefusedAsync(world, service, new("adopt", [key], null, null), "keys");
        await AssertRefusedAsync(world, service, new("ignore", [key], null, null), "until");
        await AssertRefusedAsync(world, service, new("ignore", [key], world.Clock.GetUtcNow().AddDays(91), null), "until");
        await AssertRefusedAsync(world, service, new("repair", [key], world.Clock.GetUtcNow().AddDays(1), null), "until");
        await Assert.ThrowsAsync<AccessRefusedException>(() => world.Get<ServiceDifferenceCommands>().DecideAsync(
            world.Cast.Chen, service, null, new("repair", [key], null, null), null, Cancel));
    }

    private static async Task AssertRefusedAsync(PortalWorld world, Guid service, DecideDifferencesInput input, params string[] fields)
    {
        var refused = await Assert.ThrowsAsync<InvalidInputException>(
            () => world.Get<ServiceDifferenceCommands>().DecideAsync(world.Cast.Priya, service, null, input, null, Cancel));
        Assert.Equal(fields, refused.Errors.Select(error => error.Field));
    }

    private static async Task ResyncAsync(PortalWorld world)
    {
        await world.PassAsync(NextResync, Cancel);
        await world.SettleAsync(Cancel);
    }

    /// <summary>A hook of the provider's own swaps the first target for another host.</summary>
    private static async Task<(string Gone, string Next)> FailOverAsync(PortalWorld world)
    {
        var elb = world.Elb("payments-prod");
        var group = Assert.Single((await elb.DescribeTargetGroupsAsync(new(), Cancel)).TargetGroups!).TargetGroupArn;
        var targets = (await elb.DescribeTargetHealthAsync(new() { TargetGroupArn = group }, Cancel)).TargetHealthDescriptions!;
        var gone = targets[0].Target!.Id!;
        var next = world.Seed.Account("payments-prod").Vpc("payments-core").Instances.Select(one => one.PrivateIp)
            .First(address => targets.All(target => target.Target!.Id != address));
        await elb.RegisterTargetsAsync(new() { TargetGroupArn = group, Targets = [new() { Id = next, Port = 443 }] }, Cancel);
        await elb.DeregisterTargetsAsync(new() { TargetGroupArn = group, Targets = [new() { Id = gone, Port = 443 }] }, Cancel);
        return (gone, next);
    }

    private static async Task AdoptAsync(PortalWorld world, Guid service, EndpointServiceView shown) =>
        await DecideAsync(world, service, "adopt", shown.Own!.Differences!.Select(one => one.Key));

    private static async Task DecideAsync(PortalWorld world, Guid service, string action, IEnumerable<string> keys, DateTimeOffset? until = null)
    {
        await world.Get<ServiceDifferenceCommands>().DecideAsync(world.Cast.Priya, service, null, new(action, [.. keys], until, "On call"), null, Cancel);
        await world.SettleAsync(Cancel);
    }

    private static async Task DecideAsync(PortalWorld world, Guid connection, string action, IEnumerable<string> keys, Actor by)
    {
        await world.Get<ConnectionDifferenceCommands>().DecideAsync(by, connection, null, new(action, [.. keys], null, null), null, Cancel);
        await world.SettleAsync(Cancel);
    }

    private static Task<EndpointServiceView> ServiceAsync(PortalWorld world, Guid id) =>
        world.Get<EndpointServiceQueries>().GetAsync(world.Cast.Priya, id, Cancel);

    private static Task<ConnectionView> ConnectionAsync(PortalWorld world, Guid id, Actor? by = null) =>
        world.Get<ConnectionQueries>().GetAsync(by ?? world.Cast.Chen, id, Cancel);

    private static async Task<IReadOnlyList<string>> TargetsAsync(PortalWorld world)
    {
        var elb = world.Elb("payments-prod");
        var group = Assert.Single((await elb.DescribeTargetGroupsAsync(new(), Cancel)).TargetGroups!).TargetGroupArn;
        var seen = (await elb.DescribeTargetHealthAsync(new() { TargetGroupArn = group }, Cancel)).TargetHealthDescriptions ?? [];
        return [.. seen.Where(one => one.TargetHealth!.State!.Value != "draining").Select(one => $"{one.Target!.Id}:{one.Target.Port}").Order()];
    }

    private static async Task<int?> IntervalAsync(PortalWorld world) =>
        Assert.Single((await world.Elb("payments-prod").DescribeTargetGroupsAsync(new(), Cancel)).TargetGroups!).HealthCheckIntervalSeconds;

    private static async Task<IReadOnlyList<string>> SubnetsAsync(PortalWorld world) =>
        Assert.Single((await world.Ec2("storefront-prod").DescribeVpcEndpointsAsync(new(), Cancel)).VpcEndpoints).SubnetIds;
}
