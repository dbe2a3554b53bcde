using Portal.Domain.EndpointServices;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Aws;
using Portal.Sandbox;

namespace Portal.Infrastructure.Tests.Aws.Sandbox;

public sealed class LoadBalancerStepTests
{
    [Fact]
    public async Task A_load_balancer_is_internal_of_type_network_and_the_same_one_again_when_asked_again()
    {
        await using var world = await SandboxWorld.StartAsync();
        var request = world.Of(world.LoadBalancerCall(), Guid.CreateVersion7(), "plp-balancer");
        var permit = Permits.Granted();

        var first = await world.SendAsync(request, permit);
        var again = await world.SendAsync(request);

        Assert.Equal(first.ResultId, again.ResultId);
        var calls = await world.LedgerAsync("CreateLoadBalancer");
        Assert.Equal(2, calls.Count);
        var sent = calls[0].GetProperty("parameters");
        Assert.Equal(
            ("network", "internal", "plp-balancer"),
            (sent.GetProperty("Type").GetString(), sent.GetProperty("Scheme").GetString(), sent.GetProperty("Name").GetString()));
        Assert.EndsWith(
            $"portal-operation/{permit.OperationId} portal-attempt/{permit.AttemptId}", calls[0].GetProperty("userAgent").GetString(),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task It_is_found_by_name_and_by_ARN_with_its_subnets_by_zone_id(bool byName)
    {
        await using var world = await SandboxWorld.StartAsync();
        var arn = await world.LoadBalancerAsync();

        var found = await world.Balancers.LoadBalancerAsync(world.ProviderScope, byName ? "plp-balancer" : arn, SandboxWorld.Cancellation);

        Assert.Equal((arn, "plp-balancer", LoadBalancerState.Active), (found!.Arn, found.Name, found.State));
        Assert.Equal(world.Core.Subnets.Take(2).Select(subnet => new ZonedSubnet(subnet.SubnetId, subnet.ZoneId)).ToHashSet(), found.Subnets.ToHashSet());
    }

    [Fact]
    public async Task While_AWS_makes_it_it_is_provisioning()
    {
        await using var world = await SandboxWorld.StartAsync(new SandboxDelays { LoadBalancerProvisioning = TimeSpan.FromHours(1) });
        var arn = await world.LoadBalancerAsync();

        var found = await world.Balancers.LoadBalancerAsync(world.ProviderScope, arn, SandboxWorld.Cancellation);

        Assert.Equal(LoadBalancerState.Provisioning, found!.State);
        var early = await world.RefusedAsync(new CreateServiceCall(arn, null));
        Assert.Equal(RetryClass.Busy, early.Class);
    }

    [Fact]
    public async Task What_AWS_does_not_have_is_not_found()
    {
        await using var world = await SandboxWorld.StartAsync();

        Assert.Null(await world.Balancers.LoadBalancerAsync(world.ProviderScope, "plp-none", SandboxWorld.Cancellation));
        Assert.Null(await world.Balancers.TargetGroupAsync(world.ProviderScope, "plp-none", SandboxWorld.Cancellation));
        var arn = await world.LoadBalancerAsync();
        await world.SendAsync(new DeleteLoadBalancerCall(arn));
        Assert.Empty(await world.Balancers.ListenersAsync(world.ProviderScope, arn, SandboxWorld.Cancellation));
    }

    [Fact]
    public async Task Whose_a_thing_is_its_tags_say_and_those_of_another_installation_say_nothing()
    {
        await using var world = await SandboxWorld.StartAsync();
        var balancer = await world.LoadBalancerAsync();
        var group = (await world.SendAsync(world.Of(SandboxWorld.TargetGroupCall(world.Core), name: "plp-group"))).ResultId!;

        var ours = await world.Balancers.OwnersAsync(world.ProviderScope, world.Installation, [balancer, group], SandboxWorld.Cancellation);
        var others = await world.Balancers.OwnersAsync(world.ProviderScope, Guid.CreateVersion7(), [balancer, group], SandboxWorld.Cancellation);

        Assert.Equal([world.ServiceId, world.ServiceId], new[] { ours[balancer].ServiceId, ours[group].ServiceId });
        Assert.Equal([null, null], new[] { others[balancer].ServiceId, others[group].ServiceId });
    }

    [Fact]
    public async Task Many_are_read_by_one_call_a_kind_also_when_one_of_them_is_gone()
    {
        await using var world = await SandboxWorld.StartAsync();
        var balancer = await world.LoadBalancerAsync();
        var groups = new List<string>();
        foreach (var name in new[] { "plp-first", "plp-second" })
        {
            groups.Add((await world.SendAsync(world.Of(SandboxWorld.TargetGroupCall(world.Core), name: name))).ResultId!);
        }

        var found = await world.Balancers.TargetGroupsAsync(world.ProviderScope, groups, SandboxWorld.Cancellation);
        Assert.Equal(groups.Order(), found.Select(group => group.Arn).Order());
        Assert.Single(await world.LedgerAsync("DescribeTargetGroups"));
        await world.SendAsync(new CreateListenerCall(balancer, "TCP", 443, groups[0]));
        Assert.Equal(
            [groups[0]], (await world.Balancers.TargetGroupsOfAsync(world.ProviderScope, balancer, SandboxWorld.Cancellation)).Select(group => group.Arn));

        await world.SendAsync(new DeleteTargetGroupCall(groups[1]));
        Assert.Equal([groups[0]], (await world.Balancers.TargetGroupsAsync(world.ProviderScope, groups, SandboxWorld.Cancellation)).Select(group => group.Arn));
    }

    [Fact]
    public async Task A_name_that_is_taken_with_other_settings_leaves_open_whether_an_earlier_sending_made_it()
    {
        await using var world = await SandboxWorld.StartAsync();
        await world.LoadBalancerAsync();

        var refused = await Assert.ThrowsAsync<AwsCallException>(
            () => world.SendAsync(world.Of(new CreateLoadBalancerCall([world.Core.Subnets[2].SubnetId]), name: "plp-balancer")));

        Assert.Equal(("DuplicateLoadBalancerName", false), (refused.Failure.Code, refused.Failure.OutcomeKnown));
    }

    [Fact]
    public async Task A_load_balancer_under_an_endpoint_service_waits_for_it_and_then_goes_twice()
    {
        await using var world = await SandboxWorld.StartAsync();
        var service = await world.PublishAsync();
        var arn = Assert.Single(service.LoadBalancerArns);

        var refused = await world.RefusedAsync(new DeleteLoadBalancerCall(arn));
        await world.SendAsync(new DeleteServiceCall(service.ServiceId));
        await world.SendAsync(new DeleteLoadBalancerCall(arn));
        await world.SendAsync(new DeleteLoadBalancerCall(arn));

        Assert.Equal(("ResourceInUse", RetryClass.Dependency), (refused.Code, refused.Class));
        Assert.Null(await world.Balancers.LoadBalancerAsync(world.ProviderScope, arn, SandboxWorld.Cancellation));
    }

    [Fact]
    public async Task Targets_of_the_VPC_go_without_a_zone_and_come_back_with_its_id()
    {
        await using var world = await SandboxWorld.StartAsync();
        var balancer = await world.LoadBalancerAsync();
        var call = SandboxWorld.TargetGroupCall(world.Core) with { HealthCheck = new HealthCheck("HTTP", 443, "/ready", 10) };
        var request = world.Of(call, Guid.CreateVersion7(), "plp-group");
        var group = (await world.SendAsync(request)).ResultId!;
        Assert.Equal(group, (await world.SendAsync(request)).ResultId);
        await world.SendAsync(new CreateListenerCall(balancer, "TCP", 443, group));
        TargetAddress[] targets = [new("10.40.0.11", 8443), new("10.40.1.11", 8443), new("10.40.2.11", 8443)];

        await world.SendAsync(new RegisterTargetsCall(group, targets));
        await world.SendAsync(new RegisterTargetsCall(group, targets));
        var found = await world.Balancers.TargetGroupAsync(world.ProviderScope, "plp-group", SandboxWorld.Cancellation);

        Assert.Equal((group, "plp-group"), (found!.Arn, found.Name));
        Assert.Equal(
            [
                new("10.40.0.11", 8443, TargetHealthState.Healthy, null, "use1-az1"),
                new("10.40.1.11", 8443, TargetHealthState.Healthy, null, "use1-az2"),
                new ObservedTarget("10.40.2.11", 8443, TargetHealthState.Unused, "Target.NotInUse", "use1-az4"),
            ],
            found.Targets.OrderBy(target => target.Id));
        var check = (await world.LedgerAsync("CreateTargetGroup"))[0].GetProperty("parameters");
        Assert.Equal(("HTTP", "443", "/ready", "10"), (check.GetProperty("HealthCheckProtocol").GetString(), check.GetProperty("HealthCheckPort").GetString(),
            check.GetProperty("HealthCheckPath").GetString(), check.GetProperty("HealthCheckIntervalSeconds").GetString()));
    }

    [Fact]
    public async Task A_target_outside_the_VPC_is_everywhere()
    {
        await using var world = await SandboxWorld.StartAsync();
        var group = (await world.SendAsync(world.Of(SandboxWorld.TargetGroupCall(world.Provider.Vpc("payments-edge")), name: "plp-group"))).ResultId!;

        await world.SendAsync(new RegisterTargetsCall(group, [new("192.168.64.10", 5432, "all")]));
        var refused = await world.RefusedAsync(new RegisterTargetsCall(group, [new("8.8.8.8", 53, "all")]));

        var found = await world.Balancers.TargetGroupAsync(world.ProviderScope, group, SandboxWorld.Cancellation);
        Assert.Equal(new ObservedTarget("192.168.64.10", 5432, TargetHealthState.Unused, "Target.NotInUse", "all"), Assert.Single(found!.Targets));
        Assert.Equal(("InvalidTarget", Party.Provider), (refused.Code, refused.Owner));
    }

    [Fact]
    public async Task Instances_come_back_with_the_id_of_their_zone_though_AWS_leaves_it_out()
    {
        await using var world = await SandboxWorld.StartAsync();
        var group = (await world.SendAsync(world.Of(SandboxWorld.TargetGroupCall(world.Core, "instance"), name: "plp-group"))).ResultId!;
        var instances = world.Core.Instances.Take(2).ToList();

        await world.SendAsync(new RegisterTargetsCall(group, [.. instances.Select(instance => new TargetAddress(instance.InstanceId, 8443))]));

        var found = await world.Balancers.TargetGroupAsync(world.ProviderScope, group, SandboxWorld.Cancellation);
        Assert.Equal(["use1-az1", "use1-az2"], found!.Targets.Select(target => target.AvailabilityZone).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_target_that_was_deregistered_can_be_deregistered_again()
    {
        await using var world = await SandboxWorld.StartAsync();
        var group = (await world.SendAsync(world.Of(SandboxWorld.TargetGroupCall(world.Core, "instance"), name: "plp-group"))).ResultId!;
        TargetAddress[] targets = [new(world.Core.Instances[0].InstanceId, 8443)];
        await world.SendAsync(new RegisterTargetsCall(group, targets));

        await world.SendAsync(new DeregisterTargetsCall(group, targets));
        await world.SendAsync(new DeregisterTargetsCall(group, targets));

        var found = await world.Balancers.TargetGroupAsync(world.ProviderScope, group, SandboxWorld.Cancellation);
        Assert.Empty(found!.Targets);
    }

    [Fact]
    public async Task A_listener_is_made_once_a_port_and_shown_with_its_target_group_until_it_is_deleted()
    {
        await using var world = await SandboxWorld.StartAsync();
        var balancer = await world.LoadBalancerAsync();
        var group = (await world.SendAsync(world.Of(SandboxWorld.TargetGroupCall(world.Core), name: "plp-group"))).ResultId!;
        var request = world.Of(new CreateListenerCall(balancer, "TCP", 443, group), Guid.CreateVersion7(), "plp-listener");

        var made = await world.SendAsync(request);
        Assert.Equal(made.ResultId, (await world.SendAsync(request)).ResultId);
        Assert.Equal(
            [new ObservedListener(made.ResultId!, "TCP", 443, group)],
            await world.Balancers.ListenersAsync(world.ProviderScope, balancer, SandboxWorld.Cancellation));
        var inUse = await world.RefusedAsync(new DeleteTargetGroupCall(group));
        await world.SendAsync(new DeleteListenerCall(made.ResultId!));
        await world.SendAsync(new DeleteListenerCall(made.ResultId!));
        await world.SendAsync(new DeleteTargetGroupCall(group));
        await world.SendAsync(new DeleteTargetGroupCall(group));

        Assert.Equal(("ResourceInUse", RetryClass.Dependency), (inUse.Code, inUse.Class));
        Assert.Empty(await world.Balancers.ListenersAsync(world.ProviderScope, balancer, SandboxWorld.Cancellation));
        Assert.Null(await world.Balancers.TargetGroupAsync(world.ProviderScope, group, SandboxWorld.Cancellation));
    }
}
