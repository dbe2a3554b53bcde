using Amazon.ElasticLoadBalancingV2.Model;
using Portal.Domain.Audit;
using Portal.Domain.EndpointServices;
using Portal.Domain.Provisioning;
using Portal.Domain.Reviews;
using Portal.Infrastructure.Audit;
using Portal.Infrastructure.EndpointServices;
using Portal.Infrastructure.Provisioning;
using Portal.Infrastructure.Reviews;
using Portal.Testing.Worlds;

namespace Portal.Jobs.Tests.Reconciling;

/// <summary>What a service says of the attributes of its load balancer and target groups stands in AWS, and what it does not say is left alone.</summary>
public sealed class AttributeTests(PortalCluster cluster) : Engine(cluster)
{
    private const string CrossZone = "load_balancing.cross_zone.enabled";
    private const string Protection = "deletion_protection.enabled";
    private const string Delay = "deregistration_delay.timeout_seconds";
    private const string Termination = "deregistration_delay.connection_termination.enabled";
    private const string ProxyProtocol = "proxy_protocol_v2.enabled";

    private static readonly JobsOptions Options = new();
    private static readonly TimeSpan NextResync = Options.ResyncInterval + TimeSpan.FromSeconds(1);

    [Fact]
    public async Task A_service_is_published_with_its_attributes_and_each_object_is_set_by_one_call()
    {
        await using var world = await StartAsync();

        var service = await world.PublishedAsync(Cancel, Saying(world, new(CrossZone: true, DeletionProtection: true), new(60, true, true)));

        Assert.Equal(("true", "true"), (await OfBalancerAsync(world, CrossZone), await OfBalancerAsync(world, Protection)));
        Assert.Equal(
            ("60", "true", "true"), (await OfGroupAsync(world, Delay), await OfGroupAsync(world, Termination), await OfGroupAsync(world, ProxyProtocol)));
        Assert.Equal(["ModifyLoadBalancerAttributes", "ModifyTargetGroupAttributes"], await SetsAsync(world));
        var shown = await ServiceAsync(world, service);
        Assert.Equal((EndpointServiceStage.Available, SyncState.InSync), (shown.Stage, shown.Sync.State));
        Assert.Equal(new LoadBalancerAttributes(true, true), shown.Own!.LoadBalancerAttributes);
        Assert.Equal(new TargetGroupAttributes(60, true, true), shown.Own.Listeners[0].TargetGroup.Attributes);
        Assert.Equal((true, 0), (shown.Own.CrossZone, shown.Own.Differences!.Count));
        await ResyncAsync(world);
        Assert.Equal(2, (await SetsAsync(world)).Count);
        await AssertBooksBalanceAsync(world);
    }

    [Fact]
    public async Task What_was_said_and_others_set_otherwise_is_shown_and_put_back_and_the_history_says_before_and_after()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel, Saying(world, new(CrossZone: true), new(60)));
        await SetAsync(world, CrossZone, "false");
        await SetGroupAsync(world, Delay, "5");
        await ResyncAsync(world);

        var shown = (await ServiceAsync(world, service)).Own!;
        Assert.Equal(
            [
                ("Cross-zone load balancing of the load balancer", "on", "off", DifferencePolicy.Repair),
                ("Deregistration delay of TCP 443", "60 s", "5 s", DifferencePolicy.Repair),
            ],
            shown.Differences!.Select(one => (one.What, one.Wanted, one.Found, one.Policy)));
        Assert.False(shown.CrossZone);
        Assert.Equal(("false", "5"), (await OfBalancerAsync(world, CrossZone), await OfGroupAsync(world, Delay)));
        await world.PassAsync(Options.RepairGrace, Cancel);
        await world.SettleAsync(Cancel);

        Assert.Equal(("true", "60"), (await OfBalancerAsync(world, CrossZone), await OfGroupAsync(world, Delay)));
        var after = await ServiceAsync(world, service);
        Assert.Equal((SyncState.InSync, 0), (after.Sync.State, after.Own!.Differences!.Count));
        var history = (await world.Get<AuditQueries>().ListAsync(world.Cast.Priya, SubjectKind.Service, service.ToString(), null, 50, Cancel)).Items;
        var repair = Assert.Single(
            history, row => row.Action == "aws.load-balancer.attributes" && row.Details?.GetValueOrDefault("difference") is not null);
        Assert.Equal(
            ("Cross-zone load balancing of the load balancer", "off", "on"),
            (repair.Details!["difference"], repair.Details["before"], repair.Details["after"]));
        await AssertBooksBalanceAsync(world);
    }

    [Fact]
    public async Task What_nobody_said_is_shown_and_stays_until_a_person_has_it_put_back()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        Assert.Empty(await SetsAsync(world));
        await SetAsync(world, CrossZone, "true");
        await SetGroupAsync(world, ProxyProtocol, "true");
        await ResyncAsync(world);

        var shown = (await ServiceAsync(world, service)).Own!.Differences!;
        Assert.Equal(
            [
                ("Cross-zone load balancing of the load balancer", "off (AWS's default)", "on", DifferencePolicy.Show, true),
                ("Proxy protocol v2 of TCP 443", "off (AWS's default)", "on", DifferencePolicy.Show, true),
            ],
            shown.Select(one => (one.What, one.Wanted, one.Found, one.Policy, one.MayBeAdopted)));
        await world.PassAsync(Options.RepairGrace * 4, Cancel);
        await world.SettleAsync(Cancel);
        await world.Get<ChangeServiceCommands>().ChangeAsync(world.Cast.Priya, service, null, new(PrivateDnsName: "api.payments.example.com"), Cancel);
        await world.SettleAsync(Cancel);
        Assert.Equal(("true", "true"), (await OfBalancerAsync(world, CrossZone), await OfGroupAsync(world, ProxyProtocol)));

        await DecideAsync(world, service, "repair", shown.Select(one => one.Key));

        Assert.Equal(("false", "false"), (await OfBalancerAsync(world, CrossZone), await OfGroupAsync(world, ProxyProtocol)));
        Assert.Empty((await ServiceAsync(world, service)).Own!.Differences!);
        await AssertBooksBalanceAsync(world);
    }

    [Fact]
    public async Task What_nobody_said_is_adopted_and_from_then_on_put_back()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        await SetAsync(world, CrossZone, "true");
        await SetGroupAsync(world, Delay, "30");
        await ResyncAsync(world);

        await DecideAsync(world, service, "adopt", (await ServiceAsync(world, service)).Own!.Differences!.Select(one => one.Key));

        var own = (await ServiceAsync(world, service)).Own!;
        Assert.Equal((new LoadBalancerAttributes(true), 0), (own.LoadBalancerAttributes, own.Differences!.Count));
        Assert.Equal(new TargetGroupAttributes(30), own.Listeners[0].TargetGroup.Attributes);
        Assert.Empty(await SetsAsync(world));
        await SetGroupAsync(world, Delay, "300");
        await ResyncAsync(world);
        await world.PassAsync(Options.RepairGrace, Cancel);
        await world.SettleAsync(Cancel);
        Assert.Equal("30", await OfGroupAsync(world, Delay));
    }

    [Fact]
    public async Task A_withdrawal_switches_deletion_protection_off_before_it_deletes()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel, Saying(world, new(DeletionProtection: true), null));
        Assert.Equal("true", await OfBalancerAsync(world, Protection));

        await world.Get<EndpointServiceCommands>().WithdrawAsync(world.Cast.Priya, service, null, new(null, null, null), null, Cancel);
        await world.SettleAsync(Cancel);

        Assert.Equal(EndpointServiceStage.Withdrawn, (await world.ServiceAsync(service, Cancel)).Stage);
        Assert.Empty((await world.Elb("payments-prod").DescribeLoadBalancersAsync(new(), Cancel)).LoadBalancers ?? []);
        var calls = await world.Aws.PortalWritesAsync(Cancel);
        Assert.Equal(["ModifyLoadBalancerAttributes", "ModifyLoadBalancerAttributes"], await SetsAsync(world));
        Assert.Single(calls, call => call.Action == "DeleteLoadBalancer");
        await AssertBooksBalanceAsync(world);
    }

    [Fact]
    public async Task A_protection_that_others_have_set_and_the_service_does_not_speak_of_keeps_the_load_balancer_and_a_person_is_told()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        await SetAsync(world, Protection, "true");

        await world.Get<EndpointServiceCommands>().WithdrawAsync(world.Cast.Priya, service, null, new(null, null, null), null, Cancel);
        await world.SettleAsync(Cancel);

        Assert.Equal(EndpointServiceStage.Withdrawing, (await world.ServiceAsync(service, Cancel)).Stage);
        Assert.Equal("The load balancer is protected from deletion", (await ServiceAsync(world, service)).Blocked?.Cause);
        Assert.Empty(await SetsAsync(world));
    }

    [Fact]
    public async Task Proxy_protocol_under_a_live_connection_waits_for_a_network_admin_and_the_delay_does_not()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);
        var id = await world.ConnectedAsync(service, Cancel);
        await ChangeAsync(world, service, Group(world, new(20)));
        Assert.Equal("20", await OfGroupAsync(world, Delay));

        await ChangeAsync(world, service, Group(world, new(20, ProxyProtocolV2: true)));

        Assert.Equal("false", await OfGroupAsync(world, ProxyProtocol));
        var proposal = (await world.ServiceAsync(service, Cancel)).Proposal!;
        var review = await world.Get<ReviewQueries>().GetAsync(world.Cast.Nora, proposal.ReviewId, Cancel);
        Assert.Equal(
            (id, true, "TCP 443: proxy protocol v2 is switched on, and its connections fail unless the targets expect the header"),
            review.Change!.Touched.Select(one => (one.ConnectionId, one.IsCut, one.Text)).Single());
        Assert.Equal([new FieldChange("TCP 443: proxy protocol v2", "not set", "on")], review.Change.Fields);
        await world.Get<ReviewCommands>().DecideAsync(world.Cast.Nora, review.Id, new("approve", null, review.PlanHash), null, Cancel);
        await world.SettleAsync(Cancel);
        Assert.Equal("true", await OfGroupAsync(world, ProxyProtocol));
        Assert.Equal(SyncState.InSync, (await ServiceAsync(world, service)).Sync.State);
        await AssertBooksBalanceAsync(world);
    }

    [Fact]
    public async Task Two_changes_one_after_the_other_are_both_made_at_once()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel);

        await ChangeAsync(world, service, new(LoadBalancerAttributes: new(CrossZone: true)));
        await ChangeAsync(world, service, new(LoadBalancerAttributes: new(CrossZone: false)));

        Assert.Equal("false", await OfBalancerAsync(world, CrossZone));
        Assert.Equal(SyncState.InSync, (await ServiceAsync(world, service)).Sync.State);
    }

    [Fact]
    public async Task What_is_not_said_any_more_goes_back_to_AWSs_default()
    {
        await using var world = await StartAsync();
        var service = await world.PublishedAsync(Cancel, Saying(world, new(true, true), new(60)));

        await ChangeAsync(world, service, new(LoadBalancerAttributes: new(CrossZone: true)));
        await ChangeAsync(world, service, Group(world, new(ConnectionTermination: true)));

        var own = (await ServiceAsync(world, service)).Own!;
        Assert.Equal(
            (new LoadBalancerAttributes(true, false), new TargetGroupAttributes(300, true)),
            (own.LoadBalancerAttributes, own.Listeners[0].TargetGroup.Attributes));
        Assert.Equal(("true", "false"), (await OfBalancerAsync(world, CrossZone), await OfBalancerAsync(world, Protection)));
        Assert.Equal(("300", "true"), (await OfGroupAsync(world, Delay), await OfGroupAsync(world, Termination)));
        Assert.Empty(own.Differences!);
    }

    [Fact]
    public async Task A_role_that_may_not_ask_for_attributes_is_a_failure_only_where_something_is_said_of_them()
    {
        await using var world = await StartAsync();
        await world.Aws.FaultAsync(new { kind = "error", code = "AccessDenied" }, Cancel, "DescribeTargetGroupAttributes");
        var silent = await world.PublishedAsync(Cancel);
        await ResyncAsync(world);
        Assert.Null((await world.WorkAsync(SubjectKind.Service, silent, Cancel)).Conditions.LastError);

        await ChangeAsync(world, silent, Group(world, new(20)));

        var shown = await ServiceAsync(world, silent);
        Assert.NotNull(shown.Blocked);
        Assert.Empty(await SetsAsync(world));
    }

    private static PublishServiceInput Saying(PortalWorld world, LoadBalancerAttributesInput? balancer, TargetGroupAttributesInput? group)
    {
        var input = Inputs.PaymentsApi(world.Seed);
        return input with { LoadBalancerAttributes = balancer, Listeners = group is null ? input.Listeners : Group(world, group).Listeners };
    }

    private static ChangeServiceInput Group(PortalWorld world, TargetGroupAttributesInput attributes)
    {
        var listener = Inputs.PaymentsApi(world.Seed).Listeners![0]!;
        return new(Listeners: [listener with { TargetGroup = listener.TargetGroup! with { Attributes = attributes } }]);
    }

    private static async Task ChangeAsync(PortalWorld world, Guid service, ChangeServiceInput input)
    {
        await world.Get<ChangeServiceCommands>().ChangeAsync(world.Cast.Priya, service, null, input, Cancel);
        await world.SettleAsync(Cancel);
    }

    private static async Task ResyncAsync(PortalWorld world)
    {
        await world.PassAsync(NextResync, Cancel);
        await world.SettleAsync(Cancel);
    }

    private static async Task DecideAsync(PortalWorld world, Guid service, string action, IEnumerable<string> keys)
    {
        await world.Get<ServiceDifferenceCommands>().DecideAsync(world.Cast.Priya, service, null, new(action, [.. keys], null, "On call"), null, Cancel);
        await world.SettleAsync(Cancel);
    }

    private static Task<EndpointServiceView> ServiceAsync(PortalWorld world, Guid id) =>
        world.Get<EndpointServiceQueries>().GetAsync(world.Cast.Priya, id, Cancel);

    /// <summary>What the portal has set so far.</summary>
    private static async Task<IReadOnlyList<string>> SetsAsync(PortalWorld world) =>
    [
        .. (await world.Aws.PortalWritesAsync(Cancel)).Select(call => call.Action)
            .Where(action => action.EndsWith("Attributes", StringComparison.Ordinal)).Order(),
    ];

    private static async Task<string> BalancerArnAsync(PortalWorld world) =>
        Assert.Single((await world.Elb("payments-prod").DescribeLoadBalancersAsync(new(), Cancel)).LoadBalancers!).LoadBalancerArn!;

    private static async Task<string> GroupArnAsync(PortalWorld world) =>
        Assert.Single((await world.Elb("payments-prod").DescribeTargetGroupsAsync(new(), Cancel)).TargetGroups!).TargetGroupArn!;

    private static async Task SetAsync(PortalWorld world, string key, string value) =>
        await world.Elb("payments-prod").ModifyLoadBalancerAttributesAsync(
            new() { LoadBalancerArn = await BalancerArnAsync(world), Attributes = [new LoadBalancerAttribute { Key = key, Value = value }] }, Cancel);

    private static async Task SetGroupAsync(PortalWorld world, string key, string value) =>
        await world.Elb("payments-prod").ModifyTargetGroupAttributesAsync(
            new() { TargetGroupArn = await GroupArnAsync(world), Attributes = [new TargetGroupAttribute { Key = key, Value = value }] }, Cancel);

    private static async Task<string?> OfBalancerAsync(PortalWorld world, string key) =>
        (await world.Elb("payments-prod").DescribeLoadBalancerAttributesAsync(new() { LoadBalancerArn = await BalancerArnAsync(world) }, Cancel))
            .Attributes!.Single(one => one.Key == key).Value;

    private static async Task<string?> OfGroupAsync(PortalWorld world, string key) =>
        (await world.Elb("payments-prod").DescribeTargetGroupAttributesAsync(new() { TargetGroupArn = await GroupArnAsync(world) }, Cancel))
            .Attributes!.Single(one => one.Key == key).Value;
}
