using System.Net.Http.Json;
using Amazon.EC2;
using Amazon.ElasticLoadBalancingV2.Model;
using Portal.Sandbox.Tests.LoadBalancers;

namespace Portal.Sandbox.Tests.Control;

/// <summary>What happens without anybody's call.</summary>
public sealed class WorldControlTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("failed")]
    [InlineData("expired")]
    [InlineData("partial")]
    public async Task An_endpoint_comes_to_a_state_of_which_nobody_is_told(string state)
    {
        await using var scene = await Scene.StartAsync();
        var service = await scene.PublishAsync();
        var id = (await scene.ConnectAsync(service, "app-az1")).VpcEndpointId;
        (await scene.Sandbox.Control.PutAsJsonAsync("states", new { id, state, code = "InternalError", message = "It went wrong." }, Cancel))
            .EnsureSuccessStatusCode();
        var seen = await scene.EndpointAsync(id);
        Assert.Equal((state, "InternalError", "It went wrong."), (seen.State.Value.ToLowerInvariant(), seen.LastError.Code, seen.LastError.Message));
        Assert.Equal(state, Assert.Single(await scene.ConnectionsAsync(service)).VpcEndpointState.Value.ToLowerInvariant());
        Assert.Equal(400, (int)(await scene.Sandbox.Control.PutAsJsonAsync("states", new { id, state = "broken" }, Cancel)).StatusCode);
        Assert.Equal(400, (int)(await scene.Sandbox.Control.PutAsJsonAsync("states", new { id = "vpce-0", state }, Cancel)).StatusCode);
    }

    [Fact]
    public async Task A_service_and_a_load_balancer_fail()
    {
        await using var scene = await Scene.StartAsync();
        var service = await scene.PublishAsync();
        (await scene.Sandbox.Control.PutAsJsonAsync("states", new { id = service.ServiceId, state = "Failed" }, Cancel)).EnsureSuccessStatusCode();
        (await scene.Sandbox.Control.PutAsJsonAsync("states", new { id = service.NetworkLoadBalancerArns[0], state = "failed" }, Cancel))
            .EnsureSuccessStatusCode();
        Assert.Equal(
            ServiceState.Failed, (await scene.Provider.DescribeVpcEndpointServiceConfigurationsAsync(
                new() { ServiceIds = [service.ServiceId] }, Cancel)).ServiceConfigurations.Single().ServiceState);
    }

    [Theory]
    [InlineData("active_impaired", "It has no addresses left.", "It has no addresses left.")]
    [InlineData("failed", null, "The load balancer could not be set up")]
    [InlineData("active", "Nobody is told this.", null)]
    public async Task A_load_balancer_comes_to_a_state_with_a_reason(string state, string? message, string? reason)
    {
        await using var elb = await ElbScene.StartAsync();
        var balancer = await elb.BalancerAsync("moved", "use1-az1");
        (await elb.Sandbox.Control.PutAsJsonAsync("states", new { id = balancer.LoadBalancerArn, state, message }, Cancel)).EnsureSuccessStatusCode();
        var seen = (await elb.SeenAsync(balancer)).State!;
        Assert.Equal((state, reason), (seen.Code!.Value, seen.Reason));
    }

    [Fact]
    public async Task Hosts_fail_come_back_and_instances_end_and_their_targets_show_it()
    {
        await using var elb = await ElbScene.StartAsync();
        var balancer = await elb.BalancerAsync("hosts", "use1-az1");
        var (instance, address) = (elb.Core.Instances[0], elb.Core.Instances[3]);
        var byId = await GroupAsync(elb, balancer, "by-id", 443, "instance", instance.InstanceId);
        Assert.Equal("healthy", await HealthAsync(elb, byId));
        (await elb.Sandbox.Control.PutAsJsonAsync($"instances/{instance.InstanceId}/host", new { up = false }, Cancel)).EnsureSuccessStatusCode();
        Assert.Equal("unhealthy/Target.FailedHealthChecks", await HealthAsync(elb, byId));
        (await elb.Sandbox.Control.PutAsJsonAsync($"instances/{instance.InstanceId}/host", new { up = true }, Cancel)).EnsureSuccessStatusCode();
        Assert.Equal("healthy", await HealthAsync(elb, byId));
        (await elb.Sandbox.Control.DeleteAsync($"instances/{instance.InstanceId}", Cancel)).EnsureSuccessStatusCode();
        Assert.Equal("unused/Target.InvalidState", await HealthAsync(elb, byId));
        Assert.Equal(404, (int)(await elb.Sandbox.Control.DeleteAsync($"instances/{instance.InstanceId}", Cancel)).StatusCode);

        var byAddress = await GroupAsync(elb, balancer, "by-address", 444, "ip", address.PrivateIp);
        Assert.Equal("healthy", await HealthAsync(elb, byAddress));
        (await elb.Sandbox.Control.DeleteAsync($"instances/{address.InstanceId}", Cancel)).EnsureSuccessStatusCode();
        Assert.Equal("unhealthy/Target.FailedHealthChecks", await HealthAsync(elb, byAddress));
    }

    [Fact]
    public async Task Hosts_of_a_data_centre_come_and_go()
    {
        await using var elb = await ElbScene.StartAsync();
        var balancer = Assert.Single((await elb.Elb.CreateLoadBalancerAsync(
            new() { Name = "edge", Type = "network", Scheme = "internal", Subnets = [elb.Edge.Subnets[0].SubnetId] }, Cancel)).LoadBalancers!);
        var group = await GroupAsync(elb, balancer, "on-premises", 443, "ip", "192.168.64.77", elb.Edge.VpcId, "all");
        var host = $"vpcs/{elb.Edge.VpcId}/hosts/192.168.64.77";
        Assert.Equal("unhealthy/Target.FailedHealthChecks", await HealthAsync(elb, group));
        Assert.Equal(404, (int)(await elb.Sandbox.Control.PutAsJsonAsync(host, new { up = true }, Cancel)).StatusCode);
        (await elb.Sandbox.Control.PutAsJsonAsync(host, new { up = true, name = "ledger-7" }, Cancel)).EnsureSuccessStatusCode();
        Assert.Equal("healthy", await HealthAsync(elb, group));
        (await elb.Sandbox.Control.PutAsJsonAsync(host, new { up = false }, Cancel)).EnsureSuccessStatusCode();
        Assert.Equal("unhealthy/Target.FailedHealthChecks", await HealthAsync(elb, group));
        (await elb.Sandbox.Control.DeleteAsync(host, Cancel)).EnsureSuccessStatusCode();
        Assert.Equal("unhealthy/Target.FailedHealthChecks", await HealthAsync(elb, group));
    }

    [Fact]
    public async Task A_vpc_whose_names_are_switched_off_takes_no_private_dns()
    {
        await using var scene = await Scene.StartAsync();
        (await scene.Sandbox.Control.PutAsJsonAsync($"vpcs/{scene.ConsumerVpc.VpcId}", new { dnsHostnames = false }, Cancel)).EnsureSuccessStatusCode();
        var seen = await scene.Consumer.DescribeVpcAttributeAsync(
            new() { VpcId = scene.ConsumerVpc.VpcId, Attribute = VpcAttributeName.EnableDnsHostnames }, Cancel);
        Assert.False(seen.EnableDnsHostnames);
        Assert.Equal(404, (int)(await scene.Sandbox.Control.PutAsJsonAsync("vpcs/vpc-0", new { dnsSupport = false }, Cancel)).StatusCode);
    }

    private static async Task<string> GroupAsync(
        ElbScene elb, LoadBalancer balancer, string name, int port, string type, string target, string? vpcId = null, string? zone = null)
    {
        var group = (await elb.Elb.CreateTargetGroupAsync(
            new() { Name = name, VpcId = vpcId ?? elb.Core.VpcId, Protocol = "TCP", Port = 8443, TargetType = type },
            Cancel)).TargetGroups!.Single().TargetGroupArn!;
        await elb.Elb.RegisterTargetsAsync(new() { TargetGroupArn = group, Targets = [new() { Id = target, AvailabilityZone = zone }] }, Cancel);
        await elb.Elb.CreateListenerAsync(
            new()
            {
                LoadBalancerArn = balancer.LoadBalancerArn,
                Protocol = "TCP",
                Port = port,
                DefaultActions = [new() { Type = "forward", TargetGroupArn = group }],
            }, Cancel);
        return group;
    }

    private static async Task<string> HealthAsync(ElbScene elb, string group)
    {
        var health = (await elb.Elb.DescribeTargetHealthAsync(new() { TargetGroupArn = group }, Cancel)).TargetHealthDescriptions!.Single().TargetHealth!;
        return health.Reason is null ? health.State!.Value : $"{health.State!.Value}/{health.Reason.Value}";
    }
}
