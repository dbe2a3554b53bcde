using Amazon.ElasticLoadBalancingV2;
using Amazon.ElasticLoadBalancingV2.Model;

namespace Portal.Sandbox.Tests.LoadBalancers;

public sealed class TargetTests
{
    private static readonly SandboxDelays Slow = new()
    {
        LoadBalancerProvisioning = TimeSpan.FromSeconds(6),
        TargetInitial = TimeSpan.FromSeconds(10),
        TargetDraining = TimeSpan.FromSeconds(10),
    };

    private static CancellationToken Cancel => ElbScene.Cancel;

    [Fact]
    public async Task A_target_is_registered_then_checked_and_then_healthy()
    {
        await using var scene = await ElbScene.StartAsync(Slow);
        var (balancer, group) = (await scene.BalancerAsync("plp", "use1-az1"), await scene.GroupAsync("plp"));
        await scene.ListenAsync(balancer, group);
        await scene.RegisterAsync(group, new TargetDescription { Id = "10.40.0.11" });

        Assert.Equal(["10.40.0.11 initial Elb.RegistrationInProgress"], await scene.HealthAsync(group));
        scene.Sandbox.Clock.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal(["10.40.0.11 initial Elb.RegistrationInProgress"], await scene.HealthAsync(group));
        scene.Sandbox.Clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(["10.40.0.11 initial Elb.InitialHealthChecking"], await scene.HealthAsync(group));
        await scene.RestartAsync(Slow);
        scene.Sandbox.Clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(["10.40.0.11 healthy"], await scene.HealthAsync(group));
    }

    [Fact]
    public async Task Targets_are_unused_while_no_listener_forwards_to_them_or_their_zone_is_not_enabled()
    {
        await using var scene = await ElbScene.StartAsync();
        var group = await scene.GroupAsync("plp", TargetTypeEnum.Instance);
        var instances = scene.Core.Instances.ToDictionary(instance => instance.Name, instance => instance.InstanceId);
        await scene.RegisterAsync(
            group, new TargetDescription { Id = instances["payments-api-1"] }, new TargetDescription { Id = instances["payments-api-2"] });
        Assert.All(await scene.HealthAsync(group), target => Assert.EndsWith(" unused Target.NotInUse", target, StringComparison.Ordinal));

        var balancer = await scene.BalancerAsync("plp", "use1-az1");
        await scene.ListenAsync(balancer, group);
        Assert.Equal(
            new[] { $"{instances["payments-api-1"]} healthy", $"{instances["payments-api-2"]} unused Target.NotInUse" }.Order(),
            (await scene.HealthAsync(group)).Order());

        await scene.Elb.SetSubnetsAsync(
            new() { LoadBalancerArn = balancer.LoadBalancerArn, Subnets = [scene.Subnet("use1-az1"), scene.Subnet("use1-az2")] }, Cancel);
        Assert.All(await scene.HealthAsync(group), target => Assert.EndsWith(" healthy", target, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_target_is_shown_with_its_port_zone_and_health_check_port()
    {
        await using var scene = await ElbScene.StartAsync();
        var group = await scene.GroupAsync("plp");
        await scene.RegisterAsync(group, new TargetDescription { Id = "10.40.0.11", Port = 9000 });

        var target = Assert.Single(
            (await scene.Elb.DescribeTargetHealthAsync(new() { TargetGroupArn = group.TargetGroupArn }, Cancel)).TargetHealthDescriptions!);

        Assert.Equal(
            ("10.40.0.11", 9000, "us-east-1c", "9000"), (target.Target!.Id, target.Target.Port, target.Target.AvailabilityZone, target.HealthCheckPort));
        Assert.Equal("Target group is not configured to receive traffic from the load balancer", target.TargetHealth!.Description);
    }

    [Fact]
    public async Task An_instance_is_shown_without_a_zone_registered_or_not()
    {
        await using var scene = await ElbScene.StartAsync();
        var group = await scene.GroupAsync("plp", TargetTypeEnum.Instance);
        var (registered, stranger) =
            (new TargetDescription { Id = scene.Core.Instances[0].InstanceId }, new TargetDescription { Id = scene.Core.Instances[1].InstanceId });
        await scene.RegisterAsync(group, registered);

        var seen = (await scene.Elb.DescribeTargetHealthAsync(
            new() { TargetGroupArn = group.TargetGroupArn, Targets = [registered, stranger] }, Cancel)).TargetHealthDescriptions!;

        Assert.Equal([registered.Id, stranger.Id], seen.Select(target => target.Target!.Id));
        Assert.All(seen, target => Assert.Null(target.Target!.AvailabilityZone));
    }

    [Fact]
    public async Task A_host_in_the_data_centre_is_reached_from_all_zones_and_an_address_where_nobody_answers_fails()
    {
        await using var scene = await ElbScene.StartAsync();
        var wish = scene.Wish("plp-edge");
        wish.Subnets = [.. scene.Edge.Subnets.Select(subnet => subnet.SubnetId)];
        var (balancer, group) = (await scene.BalancerAsync(wish), await scene.GroupAsync("plp-edge", vpc: scene.Edge));
        await scene.ListenAsync(balancer, group);
        await scene.RegisterAsync(
            group, new TargetDescription { Id = "192.168.64.10", AvailabilityZone = "all" },
            new TargetDescription { Id = "192.168.64.99", AvailabilityZone = "us-east-1a" });

        Assert.Equal(["192.168.64.10 healthy", "192.168.64.99 unhealthy Target.FailedHealthChecks"], await scene.HealthAsync(group));
        var zones = (await scene.Elb.DescribeTargetHealthAsync(new() { TargetGroupArn = group.TargetGroupArn }, Cancel)).TargetHealthDescriptions!.Select(
            target => target.Target!.AvailabilityZone);
        Assert.Equal(["all", "us-east-1a"], zones);
    }

    [Theory]
    [InlineData("10.40.300.1", null, "ValidationError", "The IP address '10.40.300.1' is not a valid IPv4 address")]
    [InlineData("affe::1", null, "ValidationError", "The IP address 'affe::1' is not a valid IPv4 address")]
    [InlineData("192.168.64.10", null, "ValidationError", "The Availability Zone is required for IP address '192.168.64.10' because it is not in the VPC")]
    [InlineData("10.40.200.5", null, "ValidationError", "The Availability Zone is required for IP address '10.40.200.5' because it is not in the VPC")]
    [InlineData(
        "10.40.0.11", "all", "ValidationError",
        "The IP address '10.40.0.11' is within the VPC, and cannot have its Availability Zone overridden to 'all' from 'us-east-1c'")]
    [InlineData(
        "192.168.64.10", "eu-west-1a", "ValidationError",
        "You must specify a valid Availability Zone or select 'all' for all enabled Availability zones, "
        + "since the IP address '192.168.64.10' is outside the VPC")]
    [InlineData("8.8.8.8", "all", "InvalidTarget", null)]
    [InlineData("172.32.0.1", "all", "InvalidTarget", null)]
    public async Task An_address_that_cannot_be_a_target_is_refused_with_all_that_came_with_it(string address, string? zone, string code, string? message)
    {
        await using var scene = await ElbScene.StartAsync();
        var group = await scene.GroupAsync("plp");

        var refusal = await Refused.AsAsync(
            code,
            () => scene.RegisterAsync(group, new TargetDescription { Id = "10.40.0.12" }, new TargetDescription { Id = address, AvailabilityZone = zone }));

        Assert.Equal(message ?? refusal.Message, refusal.Message);
        Assert.Empty(await scene.HealthAsync(group));
    }

    [Fact]
    public async Task Instances_must_exist_in_the_VPC_and_take_no_zone()
    {
        await using var scene = await ElbScene.StartAsync();
        var (group, edge) =
            (await scene.GroupAsync("plp", TargetTypeEnum.Instance), await scene.GroupAsync("plp-edge", TargetTypeEnum.Instance, vpc: scene.Edge));
        var instance = scene.Core.Instances[0].InstanceId;

        Assert.Equal(
            "Instance ID '10.40.0.11' is not valid",
            (await Refused.AsAsync("ValidationError", () => scene.RegisterAsync(group, new TargetDescription { Id = "10.40.0.11" }))).Message);
        Assert.Equal(
            "The following instances do not exist: 'i-0aaaaaaaaaaaaaaaa'",
            (await Refused.AsAsync(
                "InvalidTarget",
                () => scene.RegisterAsync(group, new TargetDescription { Id = instance }, new TargetDescription { Id = "i-0aaaaaaaaaaaaaaaa" }))).Message);
        Assert.IsType<InvalidTargetException>(await Refused.AsAsync("InvalidTarget", () => scene.RegisterAsync(edge, new TargetDescription { Id = instance })));
        await Refused.AsAsync("ValidationError", () => scene.RegisterAsync(group, new TargetDescription { Id = instance, AvailabilityZone = "us-east-1c" }));
        await Refused.AsAsync("ValidationError", () => scene.RegisterAsync(group));
        Assert.Empty(await scene.HealthAsync(group));
    }

    [Fact]
    public async Task A_deregistered_target_drains_and_is_gone_and_may_come_back_before()
    {
        await using var scene = await ElbScene.StartAsync(Slow);
        var (balancer, group) = (await scene.BalancerAsync("plp", "use1-az1"), await scene.GroupAsync("plp"));
        await scene.ListenAsync(balancer, group);
        var (first, second) = (new TargetDescription { Id = "10.40.0.11" }, new TargetDescription { Id = "10.40.0.12" });
        await scene.RegisterAsync(group, first, second);
        scene.Sandbox.Clock.Advance(TimeSpan.FromSeconds(16));

        await scene.DeregisterAsync(group, first, second);
        Assert.Equal(
            ["10.40.0.11 draining Target.DeregistrationInProgress", "10.40.0.12 draining Target.DeregistrationInProgress"], await scene.HealthAsync(group));
        await scene.RegisterAsync(group, second);
        scene.Sandbox.Clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(["10.40.0.12 healthy"], await scene.HealthAsync(group));
        Assert.Equal(["10.40.0.11 unused Target.NotRegistered"], await scene.HealthAsync(group, first));
    }

    [Fact]
    public async Task An_unused_target_is_gone_at_once_and_deregistering_again_is_no_error()
    {
        await using var scene = await ElbScene.StartAsync(Slow);
        var group = await scene.GroupAsync("plp");
        await scene.RegisterAsync(group, new TargetDescription { Id = "10.40.0.11" }, new TargetDescription { Id = "10.40.0.11", Port = 9000 });

        await scene.DeregisterAsync(group, new TargetDescription { Id = "10.40.0.11" });
        Assert.Equal(["10.40.0.11 unused Target.NotInUse"], await scene.HealthAsync(group));
        await scene.DeregisterAsync(group, new TargetDescription { Id = "10.40.0.11" }, new TargetDescription { Id = "10.40.0.11", Port = 9000 });
        Assert.Empty(await scene.HealthAsync(group));
    }

    [Fact]
    public async Task A_draining_time_of_zero_seconds_takes_a_target_out_at_once()
    {
        await using var scene = await ElbScene.StartAsync(Slow);
        var (balancer, group) = (await scene.BalancerAsync("plp", "use1-az1"), await scene.GroupAsync("plp"));
        await scene.ListenAsync(balancer, group);
        await scene.Elb.ModifyTargetGroupAttributesAsync(
            new() { TargetGroupArn = group.TargetGroupArn, Attributes = [new() { Key = "deregistration_delay.timeout_seconds", Value = "0" }] }, Cancel);
        await scene.RegisterAsync(group, new TargetDescription { Id = "10.40.0.11" });

        await scene.DeregisterAsync(group, new TargetDescription { Id = "10.40.0.11" });

        Assert.Empty(await scene.HealthAsync(group));
    }

    [Theory]
    [InlineData("4", 4)]
    [InlineData("3600", 10)]
    public async Task A_target_drains_for_as_long_as_its_group_says_and_never_longer_than_the_sandboxs_own_delay(string wanted, int seconds)
    {
        await using var scene = await ElbScene.StartAsync(Slow);
        var (balancer, group) = (await scene.BalancerAsync("plp", "use1-az1"), await scene.GroupAsync("plp"));
        await scene.ListenAsync(balancer, group);
        await scene.Elb.ModifyTargetGroupAttributesAsync(
            new() { TargetGroupArn = group.TargetGroupArn, Attributes = [new() { Key = "deregistration_delay.timeout_seconds", Value = wanted }] }, Cancel);
        var target = new TargetDescription { Id = "10.40.0.11" };
        await scene.RegisterAsync(group, target);
        await scene.DeregisterAsync(group, target);

        scene.Sandbox.Clock.Advance(TimeSpan.FromSeconds(seconds - 1));
        Assert.Equal(["10.40.0.11 draining Target.DeregistrationInProgress"], await scene.HealthAsync(group));
        scene.Sandbox.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Empty(await scene.HealthAsync(group));
    }

    [Fact]
    public async Task Registering_again_does_not_start_the_health_checks_again()
    {
        await using var scene = await ElbScene.StartAsync(Slow);
        var (balancer, group) = (await scene.BalancerAsync("plp", "use1-az1"), await scene.GroupAsync("plp"));
        await scene.ListenAsync(balancer, group);
        await scene.RegisterAsync(group, new TargetDescription { Id = "10.40.0.11" });
        scene.Sandbox.Clock.Advance(TimeSpan.FromSeconds(16));

        await scene.RegisterAsync(group, new TargetDescription { Id = "10.40.0.11" });

        Assert.Equal(["10.40.0.11 healthy"], await scene.HealthAsync(group));
    }
}
