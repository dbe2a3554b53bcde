using Amazon.EC2;
using Portal.Sandbox.Resources;
using Portal.Sandbox.Tests.LoadBalancers;

namespace Portal.Sandbox.Tests.Faults;

/// <summary>Faults that stand over the world.</summary>
public sealed class StandingFaultTests
{
    private static readonly SandboxDelays Slow =
        new() { EndpointPending = TimeSpan.FromSeconds(3), EndpointDeleting = TimeSpan.FromSeconds(3), DeletedListed = TimeSpan.FromSeconds(3) };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_is_stuck_stays_in_its_state_until_the_rule_ends_also_over_a_restart(bool isSlow)
    {
        await using var scene = await FaultScene.StartAsync(isSlow ? Slow : null);
        var rule = await scene.FaultAsync(new { account = "310000000001", effect = new { kind = "stuck", resource = "vpce-*" } });
        var id = await scene.ConnectAsync();
        await scene.Scene.AcceptAsync(scene.Service, id);
        scene.Scene.Sandbox.Clock.Advance(TimeSpan.FromSeconds(60));
        await scene.Scene.RestartAsync(isSlow ? Slow : null);
        Assert.Equal(State.Pending, (await scene.Scene.EndpointAsync(id)).State);
        await scene.EndAsync(rule);
        Assert.Equal(isSlow ? State.Pending : State.Available, (await scene.Scene.EndpointAsync(id)).State);
        scene.Scene.Sandbox.Clock.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(State.Available, (await scene.Scene.EndpointAsync(id)).State);
    }

    [Fact]
    public async Task A_stuck_deletion_keeps_interfaces_and_tags_and_ends_as_a_whole()
    {
        await using var scene = await FaultScene.StartAsync(Slow);
        var id = await scene.ConnectAsync();
        await scene.Consumer.CreateTagsAsync(new() { Resources = [id], Tags = [new("a", "1")] }, Cancel);
        await scene.Consumer.DeleteVpcEndpointsAsync(new() { VpcEndpointIds = [id] }, Cancel);
        scene.Scene.Sandbox.Clock.Advance(TimeSpan.FromSeconds(1));
        var rule = await scene.FaultAsync(new { effect = new { kind = "stuck", resource = id, state = "deleting" } });
        scene.Scene.Sandbox.Clock.Advance(TimeSpan.FromSeconds(60));
        var stuck = await scene.Scene.EndpointAsync(id);
        Assert.Equal((State.Deleting, 1, 1), (stuck.State, stuck.Tags.Count, (await InterfacesAsync(scene)).Count));
        await scene.EndAsync(rule);
        scene.Scene.Sandbox.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(State.Deleted, (await scene.Scene.EndpointAsync(id)).State);
        Assert.Empty(await InterfacesAsync(scene));
        scene.Scene.Sandbox.Clock.Advance(TimeSpan.FromSeconds(3));
        await Refused.AsAsync("InvalidVpcEndpointId.NotFound", () => scene.Scene.EndpointAsync(id));
    }

    [Fact]
    public async Task A_service_and_a_load_balancer_get_stuck_too()
    {
        await using var scene = await FaultScene.StartAsync();
        await scene.FaultAsync(new { effect = new { kind = "stuck" } });
        var service = await scene.Scene.PublishAsync();
        var shown = await scene.Scene.Provider.DescribeVpcEndpointServiceConfigurationsAsync(new() { ServiceIds = [service.ServiceId] }, Cancel);
        Assert.Equal(ServiceState.Pending, Assert.Single(shown.ServiceConfigurations).ServiceState);
        var elb = scene.Scene.Sandbox.Elb(scene.Scene.Sandbox.Keys("payments-prod"));
        var made = (await elb.CreateLoadBalancerAsync(
            new()
            {
                Name = "stuck",
                Type = Amazon.ElasticLoadBalancingV2.LoadBalancerTypeEnum.Network,
                Scheme = Amazon.ElasticLoadBalancingV2.LoadBalancerSchemeEnum.Internal,
                Subnets = [scene.Scene.ProviderVpc.Subnets[0].SubnetId],
            }, Cancel)).LoadBalancers!.Single();
        scene.Scene.Sandbox.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(
            "provisioning",
            (await elb.DescribeLoadBalancersAsync(new() { LoadBalancerArns = [made.LoadBalancerArn!] }, Cancel)).LoadBalancers!.Single().State!.Code!.Value);
    }

    [Fact]
    public async Task A_lost_zone_impairs_its_load_balancers_and_fails_its_targets_alone()
    {
        await using var elb = await ElbScene.StartAsync();
        var control = new Rules(elb.Sandbox);
        var balancer = await elb.BalancerAsync("lost", "use1-az1", "use1-az2");
        var group = await ServedAsync(elb, balancer);
        Assert.Equal(["healthy", "healthy"], await HealthAsync(elb, group));
        var rule = await control.AddAsync(new { account = "210000000001", effect = new { kind = "zoneLoss", zone = "use1-az1" } });
        Assert.Equal(LoadBalancer.Impaired, (await elb.SeenAsync(balancer)).State!.Code!.Value);
        Assert.Equal(["unhealthy", "healthy"], await HealthAsync(elb, group));
        await control.EndAsync(rule);
        Assert.Equal(LoadBalancer.Active, (await elb.SeenAsync(balancer)).State!.Code!.Value);
        Assert.Equal(["healthy", "healthy"], await HealthAsync(elb, group));
    }

    [Fact]
    public async Task An_impaired_load_balancer_says_so_with_a_reason_and_goes_on_working()
    {
        await using var elb = await ElbScene.StartAsync();
        var control = new Rules(elb.Sandbox);
        var (balancer, other) = (await elb.BalancerAsync("impaired", "use1-az1", "use1-az2"), await elb.BalancerAsync("other", "use1-az1"));
        var group = await ServedAsync(elb, balancer);
        var rule = await control.AddAsync(
            new { account = "210000000001", effect = new { kind = "impairedLoadBalancer", resource = "*:loadbalancer/net/impaired/*" } });
        await elb.RestartAsync();
        Assert.Equal(
            (LoadBalancer.Impaired, "The load balancer is routing traffic but does not have the resources it needs to scale"), await StateAsync(balancer));
        Assert.Equal((LoadBalancer.Active, null), await StateAsync(other));
        Assert.Equal(["healthy", "healthy"], await HealthAsync(elb, group));
        await control.EndAsync(rule);
        Assert.Equal((LoadBalancer.Active, null), await StateAsync(balancer));

        async Task<(string?, string?)> StateAsync(Amazon.ElasticLoadBalancingV2.Model.LoadBalancer one)
        {
            var state = (await elb.SeenAsync(one)).State!;
            return (state.Code!.Value, state.Reason);
        }
    }

    [Fact]
    public async Task A_failing_target_is_unhealthy_as_long_as_the_rule_stands()
    {
        await using var elb = await ElbScene.StartAsync();
        var control = new Rules(elb.Sandbox);
        var group = await ServedAsync(elb, await elb.BalancerAsync("failing", "use1-az1", "use1-az2"));
        var rule = await control.AddAsync(new { effect = new { kind = "unhealthyTarget", target = elb.Core.Instances[1].InstanceId } });
        Assert.Equal(["healthy", "unhealthy"], await HealthAsync(elb, group));
        await control.EndAsync(rule);
        Assert.Equal(["healthy", "healthy"], await HealthAsync(elb, group));
    }

    private static async Task<string> ServedAsync(ElbScene elb, Amazon.ElasticLoadBalancingV2.Model.LoadBalancer balancer)
    {
        var group = (await elb.Elb.CreateTargetGroupAsync(
            new() { Name = "served", VpcId = elb.Core.VpcId, Protocol = "TCP", Port = 8443, TargetType = "instance" },
            Cancel)).TargetGroups!.Single().TargetGroupArn!;
        await elb.Elb.RegisterTargetsAsync(
            new() { TargetGroupArn = group, Targets = [new() { Id = elb.Core.Instances[0].InstanceId }, new() { Id = elb.Core.Instances[1].InstanceId }] },
            Cancel);
        await elb.Elb.CreateListenerAsync(
            new()
            {
                LoadBalancerArn = balancer.LoadBalancerArn,
                Protocol = "TCP",
                Port = 443,
                DefaultActions = [new() { Type = "forward", TargetGroupArn = group }],
            }, Cancel);
        return group;
    }

    /// <summary>The states of payments-api-1 in use1-az1 and payments-api-2 in use1-az2.</summary>
    private static async Task<List<string>> HealthAsync(ElbScene elb, string group)
    {
        var seen = (await elb.Elb.DescribeTargetHealthAsync(new() { TargetGroupArn = group }, Cancel)).TargetHealthDescriptions!;
        return [.. elb.Core.Instances.Take(2).Select(instance => seen.Single(target => target.Target!.Id == instance.InstanceId).TargetHealth!.State!.Value)];
    }

    private static async Task<List<Amazon.EC2.Model.NetworkInterface>> InterfacesAsync(FaultScene scene) =>
        (await scene.Consumer.DescribeNetworkInterfacesAsync(
            new Amazon.EC2.Model.DescribeNetworkInterfacesRequest { Filters = [new("interface-type", ["vpc_endpoint"])] }, Cancel)).NetworkInterfaces ?? [];
}
