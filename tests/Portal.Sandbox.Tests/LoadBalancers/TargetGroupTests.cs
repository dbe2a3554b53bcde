using Amazon.ElasticLoadBalancingV2;
using Amazon.ElasticLoadBalancingV2.Model;

namespace Portal.Sandbox.Tests.LoadBalancers;

public sealed class TargetGroupTests
{
    private static CancellationToken Cancel => ElbScene.Cancel;

    [Fact]
    public async Task A_new_target_group_has_the_health_check_that_AWS_gives_it()
    {
        await using var scene = await ElbScene.StartAsync();
        var group = await scene.GroupAsync("plp-tcp");

        Assert.Matches("^arn:aws:elasticloadbalancing:us-east-1:210000000001:targetgroup/plp-tcp/[0-9a-f]{16}$", group.TargetGroupArn);
        Assert.Equal(
            (ProtocolEnum.TCP, "traffic-port", true, 30, 10, 5, 2),
            (group.HealthCheckProtocol, group.HealthCheckPort, group.HealthCheckEnabled, group.HealthCheckIntervalSeconds,
                group.HealthCheckTimeoutSeconds, group.HealthyThresholdCount, group.UnhealthyThresholdCount));
        Assert.Null(group.HealthCheckPath);
        Assert.Null(group.Matcher);
        Assert.Null(group.LoadBalancerArns);
        Assert.Null(group.ProtocolVersion);
        Assert.Equal(TargetTypeEnum.Ip, group.TargetType);
        Assert.Equal(TargetGroupIpAddressTypeEnum.Ipv4, group.IpAddressType);
    }

    [Fact]
    public async Task An_HTTP_health_check_has_a_path_and_codes()
    {
        await using var scene = await ElbScene.StartAsync();
        var wish = scene.GroupWish("plp");
        (wish.HealthCheckProtocol, wish.HealthCheckPath, wish.HealthCheckPort) = (ProtocolEnum.HTTP, "/ready", "8080");

        var group = Assert.Single((await scene.Elb.CreateTargetGroupAsync(wish, Cancel)).TargetGroups!);

        Assert.Equal(
            ("/ready", "200-399", "8080", 6), (group.HealthCheckPath, group.Matcher!.HttpCode, group.HealthCheckPort, group.HealthCheckTimeoutSeconds));
    }

    [Fact]
    public async Task The_same_request_again_shows_the_same_group_and_another_one_under_its_name_is_refused()
    {
        await using var scene = await ElbScene.StartAsync();
        var group = await scene.GroupAsync("plp");
        Assert.Equal(group.TargetGroupArn, (await scene.GroupAsync("plp")).TargetGroupArn);

        var refusal = await Refused.AsAsync("DuplicateTargetGroupName", () => scene.GroupAsync("plp", protocol: ProtocolEnum.UDP));
        Assert.IsType<DuplicateTargetGroupNameException>(refusal);
        Assert.Equal("A target group with the same name 'plp' exists, but with different settings", refusal.Message);
    }

    [Fact]
    public async Task What_a_group_needs_must_be_there_and_be_right()
    {
        await using var scene = await ElbScene.StartAsync();

        await RefusedAsync("A protocol must be specified", wish => wish.Protocol = null);
        await RefusedAsync("A port must be specified", wish => wish.Port = null);
        await RefusedAsync("A VPC ID must be specified", wish => wish.VpcId = null);
        await RefusedAsync("The VPC ID 'vpc-0aaaaaaaaaaaaaaaa' is not found", wish => wish.VpcId = "vpc-0aaaaaaaaaaaaaaaa");
        await RefusedAsync(
            "Target group name 'a-name-that-has-thirty-three-chars' cannot be longer than '32' characters",
            wish => wish.Name = "a-name-that-has-thirty-three-chars");
        await RefusedAsync("Health check enabled must be true for target groups with target type 'ip'", wish => wish.HealthCheckEnabled = false);
        await RefusedAsync("Health check path cannot be specified for TCP health checks", wish => wish.HealthCheckPath = "/");
        await RefusedAsync("Health check timeout '40' must be smaller than the interval '30'", wish => wish.HealthCheckTimeoutSeconds = 40);
        await RefusedAsync("Health check timeout '30' must be smaller than the interval '30'", wish => wish.HealthCheckTimeoutSeconds = 30);
        await RefusedAsync(
            "Health check protocol 'UDP' is not supported for target groups with the protocol 'TCP'", wish => wish.HealthCheckProtocol = ProtocolEnum.UDP);
        await RefusedAsync(null, wish => wish.Port = 70000);
        await RefusedAsync(null, wish => wish.HealthyThresholdCount = 1);
        await RefusedAsync(null, wish => wish.HealthCheckPort = "http");
        Assert.Null((await scene.Elb.DescribeTargetGroupsAsync(new(), Cancel)).TargetGroups);

        async Task RefusedAsync(string? message, Action<CreateTargetGroupRequest> spoil)
        {
            var wish = scene.GroupWish("plp");
            spoil(wish);
            var refusal = await Refused.AsAsync("ValidationError", () => scene.Elb.CreateTargetGroupAsync(wish, Cancel));
            Assert.Equal(message ?? refusal.Message, refusal.Message);
        }
    }

    [Fact]
    public async Task A_changed_health_check_keeps_what_was_not_named()
    {
        await using var scene = await ElbScene.StartAsync();
        var group = await scene.GroupAsync("plp");

        await scene.Elb.ModifyTargetGroupAsync(new() { TargetGroupArn = group.TargetGroupArn, HealthCheckIntervalSeconds = 12 }, Cancel);
        var changed = Assert.Single(
            (await scene.Elb.ModifyTargetGroupAsync(
                new() { TargetGroupArn = group.TargetGroupArn, HealthCheckProtocol = ProtocolEnum.HTTP }, Cancel)).TargetGroups!);

        Assert.Equal((12, 6, "/"), (changed.HealthCheckIntervalSeconds, changed.HealthCheckTimeoutSeconds, changed.HealthCheckPath));
        await Refused.AsAsync("TargetGroupNotFound", () => scene.Elb.ModifyTargetGroupAsync(new() { TargetGroupArn = group.TargetGroupArn + "0" }, Cancel));
    }

    [Theory]
    [InlineData("TCP", 10)]
    [InlineData("HTTPS", 10)]
    [InlineData("HTTP", 6)]
    public async Task A_default_timeout_counts_against_the_interval_like_one_that_was_asked_for(string protocol, int timeout)
    {
        await using var scene = await ElbScene.StartAsync();
        var wish = scene.GroupWish("plp");
        (wish.HealthCheckProtocol, wish.HealthCheckIntervalSeconds) = (protocol, 5);
        Assert.Equal(
            $"Health check timeout '{timeout}' must be smaller than the interval '5'",
            (await Refused.AsAsync("ValidationError", () => scene.Elb.CreateTargetGroupAsync(wish, Cancel))).Message);
        wish.HealthCheckIntervalSeconds = timeout + 1;
        var group = Assert.Single((await scene.Elb.CreateTargetGroupAsync(wish, Cancel)).TargetGroups!);
        Assert.Equal(timeout, group.HealthCheckTimeoutSeconds);

        var change = new ModifyTargetGroupRequest { TargetGroupArn = group.TargetGroupArn, HealthCheckIntervalSeconds = timeout };
        Assert.Equal(
            $"Health check timeout '{timeout}' must be smaller than the interval '{timeout}'",
            (await Refused.AsAsync("ValidationError", () => scene.Elb.ModifyTargetGroupAsync(change, Cancel))).Message);
        change.HealthCheckTimeoutSeconds = timeout - 1;
        await scene.Elb.ModifyTargetGroupAsync(change, Cancel);
    }

    [Fact]
    public async Task A_group_that_a_listener_uses_cannot_be_deleted()
    {
        await using var scene = await ElbScene.StartAsync();
        var (balancer, group) = (await scene.BalancerAsync("plp", "use1-az1"), await scene.GroupAsync("plp"));
        var listener = await scene.ListenAsync(balancer, group);
        Assert.Equal(
            $"Target group '{group.TargetGroupArn}' is currently in use by a listener or a rule",
            (await Refused.AsAsync("ResourceInUse", DeleteAsync)).Message);

        await scene.Elb.DeleteListenerAsync(new() { ListenerArn = listener.ListenerArn }, Cancel);
        await DeleteAsync();
        await DeleteAsync();
        await Refused.AsAsync("TargetGroupNotFound", () => scene.Elb.DescribeTargetGroupsAsync(new() { TargetGroupArns = [group.TargetGroupArn!] }, Cancel));

        Task DeleteAsync() => scene.Elb.DeleteTargetGroupAsync(new() { TargetGroupArn = group.TargetGroupArn }, Cancel);
    }

    [Fact]
    public async Task Groups_are_found_by_load_balancer_ARN_and_name()
    {
        await using var scene = await ElbScene.StartAsync();
        var balancer = await scene.BalancerAsync("plp", "use1-az1");
        var (used, spare) = (await scene.GroupAsync("plp-used"), await scene.GroupAsync("plp-spare"));
        await scene.ListenAsync(balancer, used, 443);
        await scene.ListenAsync(balancer, used, 444);

        var serving = Assert.Single(await FoundAsync(new() { LoadBalancerArn = balancer.LoadBalancerArn }));
        Assert.Equal(used.TargetGroupArn, serving.TargetGroupArn);
        Assert.Equal([balancer.LoadBalancerArn!], serving.LoadBalancerArns!);
        Assert.Equal(spare.TargetGroupArn, Assert.Single(await FoundAsync(new() { Names = ["plp-spare"] })).TargetGroupArn);
        Assert.Equal(2, (await FoundAsync(new())).Count);
        await Refused.AsAsync("TargetGroupNotFound", () => FoundAsync(new() { Names = ["plp-none"] }));
        await Refused.AsAsync("ValidationError", () => FoundAsync(new() { Names = ["plp-used"], LoadBalancerArn = balancer.LoadBalancerArn }));

        async Task<List<TargetGroup>> FoundAsync(DescribeTargetGroupsRequest request) =>
            (await scene.Elb.DescribeTargetGroupsAsync(request, Cancel)).TargetGroups ?? [];
    }

    [Theory]
    [InlineData("ip", "TCP", "false", "false", "true")]
    [InlineData("instance", "TCP", "true", "false", "true")]
    [InlineData("ip", "UDP", "true", "true", "false")]
    public async Task Attribute_defaults_depend_on_targets_and_protocol(
        string type, string protocol, string preservesClientIp, string terminates, string terminatesUnhealthy)
    {
        await using var scene = await ElbScene.StartAsync();
        var attributes = await AttributesAsync(scene, await scene.GroupAsync("plp", type, protocol));

        Assert.Equal("300", attributes["deregistration_delay.timeout_seconds"]);
        Assert.Equal("false", attributes["proxy_protocol_v2.enabled"]);
        Assert.Equal("use_load_balancer_configuration", attributes["load_balancing.cross_zone.enabled"]);
        Assert.Equal("source_ip", attributes["stickiness.type"]);
        Assert.Equal(preservesClientIp, attributes["preserve_client_ip.enabled"]);
        Assert.Equal(terminates, attributes["deregistration_delay.connection_termination.enabled"]);
        Assert.Equal(terminatesUnhealthy, attributes["target_health_state.unhealthy.connection_termination.enabled"]);
    }

    [Fact]
    public async Task Attributes_are_set_within_their_ranges()
    {
        await using var scene = await ElbScene.StartAsync();
        var (tcp, udp) = (await scene.GroupAsync("plp-tcp"), await scene.GroupAsync("plp-udp", protocol: ProtocolEnum.UDP));
        var (tls, http) = (await scene.GroupAsync("plp-tls", protocol: ProtocolEnum.TLS), await scene.GroupAsync("plp-http", protocol: ProtocolEnum.HTTP));

        await SetAsync(tcp, "deregistration_delay.timeout_seconds", "0");
        Assert.Equal("0", (await AttributesAsync(scene, tcp))["deregistration_delay.timeout_seconds"]);
        await Refused.AsAsync("ValidationError", () => SetAsync(tcp, "deregistration_delay.timeout_seconds", "3601"));
        await Refused.AsAsync("ValidationError", () => SetAsync(tcp, "deregistration_delay.timeout_seconds", "-1"));
        await Refused.AsAsync("ValidationError", () => SetAsync(tcp, "proxy_protocol_v2.enabled", "on"));
        await Refused.AsAsync("ValidationError", () => SetAsync(tcp, "colour", "blue"));
        await Refused.AsAsync("InvalidConfigurationRequest", () => SetAsync(tcp, "slow_start.duration_seconds", "30"));
        await Refused.AsAsync("InvalidConfigurationRequest", () => SetAsync(tcp, "stickiness.type", "lb_cookie"));
        await Refused.AsAsync("InvalidConfigurationRequest", () => SetAsync(http, "proxy_protocol_v2.enabled", "true"));
        await Refused.AsAsync("InvalidConfigurationRequest", () => SetAsync(tls, "stickiness.enabled", "true"));
        await SetAsync(tls, "proxy_protocol_v2.enabled", "true");
        await Refused.AsAsync("InvalidConfigurationRequest", () => SetAsync(udp, "preserve_client_ip.enabled", "false"));

        Task SetAsync(TargetGroup group, string key, string value) =>
            scene.Elb.ModifyTargetGroupAttributesAsync(
                new() { TargetGroupArn = group.TargetGroupArn, Attributes = [new() { Key = key, Value = value }] }, Cancel);
    }

    private static async Task<Dictionary<string, string>> AttributesAsync(ElbScene scene, TargetGroup group) =>
        (await scene.Elb.DescribeTargetGroupAttributesAsync(new() { TargetGroupArn = group.TargetGroupArn }, Cancel)).Attributes!.ToDictionary(
            attribute => attribute.Key!, attribute => attribute.Value!);
}
