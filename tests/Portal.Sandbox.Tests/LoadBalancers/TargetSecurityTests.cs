using Amazon.EC2;
using Amazon.EC2.Model;
using Amazon.ElasticLoadBalancingV2;
using Amazon.ElasticLoadBalancingV2.Model;
using LoadBalancer = Amazon.ElasticLoadBalancingV2.Model.LoadBalancer;
using TargetGroup = Amazon.ElasticLoadBalancingV2.Model.TargetGroup;

namespace Portal.Sandbox.Tests.LoadBalancers;

/// <summary>What security groups do to health checks. The seed lets 443 and 8443 in from all of payments-core; the node of use1-az1 gets 10.40.0.4.</summary>
public sealed class TargetSecurityTests
{
    private const int Closed = 9000;
    private const string CrossZone = "load_balancing.cross_zone.enabled";

    private static CancellationToken Cancel => ElbScene.Cancel;

    [Theory]
    [InlineData("instance")]
    [InlineData("ip")]
    public async Task A_target_is_unhealthy_until_its_security_group_lets_the_node_in_at_its_port(string type)
    {
        await using var scene = await ElbScene.StartAsync();
        var group = await ServedAsync(scene, await scene.BalancerAsync("plp", "use1-az1"), type);
        var target = new TargetDescription { Id = type == "ip" ? "10.40.0.11" : scene.Core.Instances[0].InstanceId, Port = Closed };
        await scene.RegisterAsync(group, target);
        Assert.Equal([$"{target.Id} unhealthy Target.FailedHealthChecks"], await scene.HealthAsync(group));

        await LetInAsync(scene, new() { IpProtocol = "tcp", FromPort = Closed + 1, ToPort = 65535, Ipv4Ranges = [new() { CidrIp = "0.0.0.0/0" }] });
        await LetInAsync(scene, new() { IpProtocol = "udp", FromPort = Closed, ToPort = Closed, Ipv4Ranges = [new() { CidrIp = "0.0.0.0/0" }] });
        await LetInAsync(scene, Tcp("10.40.0.5/32"));
        Assert.Equal([$"{target.Id} unhealthy Target.FailedHealthChecks"], await scene.HealthAsync(group));

        var rule = await LetInAsync(scene, Tcp("10.40.0.4/32"));
        Assert.Equal([$"{target.Id} healthy"], await scene.HealthAsync(group));
        await scene.Sandbox.Ec2("payments-prod").RevokeSecurityGroupIngressAsync(
            new RevokeSecurityGroupIngressRequest { GroupId = GroupOfTargets(scene), SecurityGroupRuleIds = [rule] }, Cancel);
        Assert.Equal([$"{target.Id} unhealthy Target.FailedHealthChecks"], await scene.HealthAsync(group));
        await LetInAsync(scene, new() { IpProtocol = "-1", Ipv4Ranges = [new() { CidrIp = "10.40.0.0/24" }] });
        Assert.Equal([$"{target.Id} healthy"], await scene.HealthAsync(group));
    }

    [Fact]
    public async Task The_port_of_the_health_check_counts_where_it_is_not_that_of_the_traffic()
    {
        await using var scene = await ElbScene.StartAsync();
        var group = await ServedAsync(scene, await scene.BalancerAsync("plp", "use1-az1"), "ip");
        await scene.RegisterAsync(group, new TargetDescription { Id = "10.40.0.11", Port = Closed });

        await scene.Elb.ModifyTargetGroupAsync(new() { TargetGroupArn = group.TargetGroupArn, HealthCheckPort = "8443" }, Cancel);
        Assert.Equal(["10.40.0.11 healthy"], await scene.HealthAsync(group));
        await scene.Elb.ModifyTargetGroupAsync(new() { TargetGroupArn = group.TargetGroupArn, HealthCheckPort = "22" }, Cancel);
        Assert.Equal(["10.40.0.11 unhealthy Target.FailedHealthChecks"], await scene.HealthAsync(group));
    }

    [Theory]
    [InlineData("on")]
    [InlineData("off")]
    public async Task A_rule_may_name_a_security_group_of_the_load_balancer_whatever_that_does_to_private_link_traffic(string enforced)
    {
        await using var scene = await ElbScene.StartAsync();
        var ec2 = scene.Sandbox.Ec2("payments-prod");
        var (own, other) = (await MakeGroupAsync(ec2, scene, "nlb"), await MakeGroupAsync(ec2, scene, "other"));
        var balancer = await BalancerAsync(scene, own, enforced);
        var group = await ServedAsync(scene, balancer, "ip");
        await scene.RegisterAsync(group, new TargetDescription { Id = "10.40.0.11", Port = Closed });

        await LetInAsync(scene, Tcp(groupId: other));
        Assert.Equal(["10.40.0.11 unhealthy Target.FailedHealthChecks"], await scene.HealthAsync(group));
        await LetInAsync(scene, Tcp(groupId: own));
        Assert.Equal(["10.40.0.11 healthy"], await scene.HealthAsync(group));
    }

    [Fact]
    public async Task The_load_balancers_own_security_group_has_to_let_the_health_check_out()
    {
        await using var scene = await ElbScene.StartAsync();
        var ec2 = scene.Sandbox.Ec2("payments-prod");
        var own = await MakeGroupAsync(ec2, scene, "nlb");
        var group = await ServedAsync(scene, await BalancerAsync(scene, own, "on"), "ip");
        await scene.RegisterAsync(group, new TargetDescription { Id = "10.40.0.11" });
        Assert.Equal(["10.40.0.11 healthy"], await scene.HealthAsync(group));

        await ec2.RevokeSecurityGroupEgressAsync(
            new() { GroupId = own, IpPermissions = [new() { IpProtocol = "-1", Ipv4Ranges = [new() { CidrIp = "0.0.0.0/0" }] }] }, Cancel);
        Assert.Equal(["10.40.0.11 unhealthy Target.FailedHealthChecks"], await scene.HealthAsync(group));
    }

    [Theory]
    [InlineData("false", "use_load_balancer_configuration", false)]
    [InlineData("true", "use_load_balancer_configuration", true)]
    [InlineData("true", "false", false)]
    [InlineData("false", "true", true)]
    public async Task Across_zones_every_node_has_to_be_let_in_and_otherwise_only_that_of_the_targets_zone(string balancers, string groups, bool crosses)
    {
        await using var scene = await ElbScene.StartAsync();
        var balancer = await scene.BalancerAsync("plp", "use1-az1", "use1-az2");
        var group = await ServedAsync(scene, balancer, "ip");
        await scene.Elb.ModifyLoadBalancerAttributesAsync(
            new() { LoadBalancerArn = balancer.LoadBalancerArn, Attributes = [new() { Key = CrossZone, Value = balancers }] }, Cancel);
        await scene.Elb.ModifyTargetGroupAttributesAsync(
            new() { TargetGroupArn = group.TargetGroupArn, Attributes = [new() { Key = CrossZone, Value = groups }] }, Cancel);
        await scene.RegisterAsync(group, new TargetDescription { Id = "10.40.0.11", Port = Closed });

        await LetInAsync(scene, Tcp("10.40.0.4/32"));
        Assert.Equal([crosses ? "10.40.0.11 unhealthy Target.FailedHealthChecks" : "10.40.0.11 healthy"], await scene.HealthAsync(group));
        await LetInAsync(scene, Tcp("10.40.1.4/32"));
        Assert.Equal(["10.40.0.11 healthy"], await scene.HealthAsync(group));
    }

    [Theory]
    [InlineData("true")]
    [InlineData("false")]
    public async Task A_target_in_a_zone_without_a_node_is_unused_across_zones_too(string crossZone)
    {
        await using var scene = await ElbScene.StartAsync();
        var balancer = await scene.BalancerAsync("plp", "use1-az1");
        var group = await ServedAsync(scene, balancer, "ip");
        await scene.Elb.ModifyLoadBalancerAttributesAsync(
            new() { LoadBalancerArn = balancer.LoadBalancerArn, Attributes = [new() { Key = CrossZone, Value = crossZone }] }, Cancel);
        await scene.RegisterAsync(group, new TargetDescription { Id = "10.40.1.11" });
        Assert.Equal(["10.40.1.11 unused Target.NotInUse"], await scene.HealthAsync(group));
    }

    private static async Task<LoadBalancer> BalancerAsync(ElbScene scene, string securityGroup, string enforced)
    {
        var wish = scene.Wish("plp", "use1-az1");
        wish.SecurityGroups = [securityGroup];
        var balancer = await scene.BalancerAsync(wish);
        await scene.Elb.SetSecurityGroupsAsync(
            new()
            {
                LoadBalancerArn = balancer.LoadBalancerArn,
                SecurityGroups = [securityGroup],
                EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic = enforced,
            }, Cancel);
        return balancer;
    }

    private static async Task<TargetGroup> ServedAsync(ElbScene scene, LoadBalancer balancer, string type)
    {
        var group = await scene.GroupAsync("plp", type);
        await scene.ListenAsync(balancer, group);
        return group;
    }

    private static string GroupOfTargets(ElbScene scene) => scene.Core.SecurityGroups.Single(group => group.Name == "payments-api").GroupId;

    private static IpPermission Tcp(string? cidr = null, string? groupId = null) => new()
    {
        IpProtocol = "tcp",
        FromPort = Closed,
        ToPort = Closed,
        Ipv4Ranges = cidr is null ? null : [new() { CidrIp = cidr }],
        UserIdGroupPairs = groupId is null ? null : [new() { GroupId = groupId }],
    };

    private static async Task<string> LetInAsync(ElbScene scene, IpPermission permission) =>
        (await scene.Sandbox.Ec2("payments-prod").AuthorizeSecurityGroupIngressAsync(
            new AuthorizeSecurityGroupIngressRequest { GroupId = GroupOfTargets(scene), IpPermissions = [permission] },
            Cancel)).SecurityGroupRules.Single().SecurityGroupRuleId;

    private static async Task<string> MakeGroupAsync(AmazonEC2Client ec2, ElbScene scene, string name) =>
        (await ec2.CreateSecurityGroupAsync(new() { VpcId = scene.Core.VpcId, GroupName = name, Description = name }, Cancel)).GroupId;
}
