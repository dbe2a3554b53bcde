using Amazon.EC2;
using Amazon.ElasticLoadBalancingV2;
using Amazon.ElasticLoadBalancingV2.Model;

namespace Portal.Sandbox.Tests.LoadBalancers;

public sealed class LoadBalancerChangeTests
{
    private static CancellationToken Cancel => ElbScene.Cancel;

    [Fact]
    public async Task Zones_are_added_and_removed_by_the_list_of_subnets()
    {
        await using var scene = await ElbScene.StartAsync();
        var balancer = await scene.BalancerAsync("plp", "use1-az1");

        Assert.Equal(["us-east-1a", "us-east-1c"], await SetAsync(scene, balancer, scene.Subnet("use1-az1"), scene.Subnet("use1-az2")));
        Assert.Equal(["us-east-1a"], await SetAsync(scene, balancer, scene.Subnet("use1-az2")));
        Assert.Equal(["us-east-1a"], (await scene.SeenAsync(balancer)).AvailabilityZones!.Select(zone => zone.ZoneName));
    }

    [Fact]
    public async Task A_subnet_cannot_be_swapped_for_another_of_its_zone()
    {
        await using var scene = await ElbScene.StartAsync();
        var elb = scene.Client("storefront-prod");
        var subnets = scene.Sandbox.Account("storefront-prod")
            .Vpc("storefront").Subnets.Where(subnet => subnet.ZoneId == "use1-az1")
            .Select(subnet => subnet.SubnetId).ToList();
        var wish = scene.Wish("plp");
        wish.Subnets = [subnets[0]];
        var balancer = Assert.Single((await elb.CreateLoadBalancerAsync(wish, Cancel)).LoadBalancers!);

        var refusal = await Refused.AsAsync(
            "ValidationError", () => elb.SetSubnetsAsync(new() { LoadBalancerArn = balancer.LoadBalancerArn, Subnets = [subnets[1]] }, Cancel));

        Assert.Equal(
            "You cannot specify an additional subnet from an Availability Zone that is already associated with the load balancer. "
            + $"The Availability Zone 'us-east-1b' corresponding to the new subnet '{subnets[1]}' is already associated with the load balancer.",
            refusal.Message);
    }

    [Fact]
    public async Task A_zone_that_endpoints_stand_in_cannot_be_removed()
    {
        await using var scene = await ElbScene.StartAsync();
        var balancer = await scene.BalancerAsync("plp", "use1-az1", "use1-az2");
        var (provider, consumer) = (scene.Sandbox.Ec2("payments-prod"), scene.Sandbox.Ec2("storefront-prod"));
        var service = (await provider.CreateVpcEndpointServiceConfigurationAsync(
            new() { NetworkLoadBalancerArns = [balancer.LoadBalancerArn], AcceptanceRequired = false }, Cancel)).ServiceConfiguration;
        await provider.ModifyVpcEndpointServicePermissionsAsync(
            new()
            {
                ServiceId = service.ServiceId,
                AddAllowedPrincipals = [$"arn:aws:iam::{scene.Sandbox.Account("storefront-prod").AccountId}:root"],
            }, Cancel);
        var vpc = scene.Sandbox.Account("storefront-prod").Vpc("storefront");
        var endpoint = (await consumer.CreateVpcEndpointAsync(
            new()
            {
                VpcEndpointType = VpcEndpointType.Interface,
                VpcId = vpc.VpcId,
                ServiceName = service.ServiceName,
                SubnetIds = [vpc.Subnets.Single(subnet => subnet.Name == "storefront-app-az1").SubnetId],
            },
            Cancel)).VpcEndpoint;

        await Refused.AsAsync("InvalidConfigurationRequest", () => SetAsync(scene, balancer, scene.Subnet("use1-az2")));
        Assert.Equal(2, (await scene.SeenAsync(balancer)).AvailabilityZones!.Count);
        Assert.Equal(["us-east-1c"], await SetAsync(scene, balancer, scene.Subnet("use1-az1")));

        await consumer.DeleteVpcEndpointsAsync(new() { VpcEndpointIds = [endpoint.VpcEndpointId] }, Cancel);
        await SetAsync(scene, balancer, scene.Subnet("use1-az1"), scene.Subnet("use1-az2"));
        Assert.Equal(["us-east-1a"], await SetAsync(scene, balancer, scene.Subnet("use1-az2")));
    }

    [Fact]
    public async Task Security_groups_can_be_replaced_only_where_there_were_some_from_the_start()
    {
        await using var scene = await ElbScene.StartAsync();
        var (first, second) = (scene.Core.SecurityGroups[0].GroupId, scene.Core.SecurityGroups[1].GroupId);
        var bare = await scene.BalancerAsync("plp-bare", "use1-az1");
        var refusal = await Refused.AsAsync(
            "InvalidConfigurationRequest",
            () => scene.Elb.SetSecurityGroupsAsync(new() { LoadBalancerArn = bare.LoadBalancerArn, SecurityGroups = [first] }, Cancel));
        Assert.Equal("You cannot set security groups on a Network Load Balancer which was created without any security groups.", refusal.Message);

        var wish = scene.Wish("plp", "use1-az1");
        wish.SecurityGroups = [first];
        var balancer = await scene.BalancerAsync(wish);
        Assert.Equal("on", balancer.EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic);
        var response = await scene.Elb.SetSecurityGroupsAsync(
            new()
            {
                LoadBalancerArn = balancer.LoadBalancerArn,
                SecurityGroups = [second],
                EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic = EnforceSecurityGroupInboundRulesOnPrivateLinkTrafficEnum.Off,
            },
            Cancel);

        Assert.Equal([second], response.SecurityGroupIds!);
        Assert.Equal(EnforceSecurityGroupInboundRulesOnPrivateLinkTrafficEnum.Off, response.EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic);
        var seen = await scene.SeenAsync(balancer);
        Assert.Equal([second], seen.SecurityGroups!);
        Assert.Equal("off", seen.EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic);
    }

    [Fact]
    public async Task Security_groups_must_exist_in_the_VPC()
    {
        await using var scene = await ElbScene.StartAsync();
        var wish = scene.Wish("plp", "use1-az1");
        wish.SecurityGroups = ["sg-0aaaaaaaaaaaaaaaa"];
        await Refused.AsAsync("InvalidSecurityGroup", () => scene.BalancerAsync(wish));
        wish.SecurityGroups = [scene.Edge.SecurityGroups[0].GroupId];
        await Refused.AsAsync("InvalidConfigurationRequest", () => scene.BalancerAsync(wish));
    }

    [Fact]
    public async Task Attributes_have_the_defaults_of_AWS_and_keep_what_is_set()
    {
        await using var scene = await ElbScene.StartAsync();
        var balancer = await scene.BalancerAsync("plp", "use1-az1");
        var before = await AttributesAsync(scene, balancer);
        Assert.Equal("false", before["load_balancing.cross_zone.enabled"]);
        Assert.Equal("false", before["deletion_protection.enabled"]);
        Assert.Equal("any_availability_zone", before["dns_record.client_routing_policy"]);
        Assert.Equal("true", before["ipv6.deny_all_igw_traffic"]);
        Assert.Equal("", before["access_logs.s3.bucket"]);

        var changed = await scene.Elb.ModifyLoadBalancerAttributesAsync(Change(("load_balancing.cross_zone.enabled", "true")), Cancel);
        Assert.Equal("true", changed.Attributes!.Single(attribute => attribute.Key == "load_balancing.cross_zone.enabled").Value);
        await scene.RestartAsync();
        var after = await AttributesAsync(scene, balancer);
        Assert.Equal("true", after["load_balancing.cross_zone.enabled"]);
        Assert.Equal(before.Count, after.Count);

        await Refused.AsAsync(
            "InvalidConfigurationRequest", () => scene.Elb.ModifyLoadBalancerAttributesAsync(
                Change(("load_balancing.cross_zone.enabled", "false"), ("idle_timeout.timeout_seconds", "60")), Cancel));
        await Refused.AsAsync(
            "InvalidConfigurationRequest", () => scene.Elb.ModifyLoadBalancerAttributesAsync(Change(("ipv6.deny_all_igw_traffic", "false")), Cancel));
        await Refused.AsAsync(
            "ValidationError", () => scene.Elb.ModifyLoadBalancerAttributesAsync(Change(("colour", "blue")), Cancel));
        await Refused.AsAsync(
            "ValidationError", () => scene.Elb.ModifyLoadBalancerAttributesAsync(
                Change([.. Enumerable.Range(0, 21).Select(number => ($"colour.{number}", "blue"))]), Cancel));
        await Refused.AsAsync(
            "ValidationError", () => scene.Elb.ModifyLoadBalancerAttributesAsync(Change(("load_balancing.cross_zone.enabled", "perhaps")), Cancel));
        Assert.Equal("true", (await AttributesAsync(scene, balancer))["load_balancing.cross_zone.enabled"]);

        ModifyLoadBalancerAttributesRequest Change(params (string Key, string Value)[] attributes) =>
            new()
            {
                LoadBalancerArn = balancer.LoadBalancerArn,
                Attributes = [.. attributes.Select(attribute => new LoadBalancerAttribute { Key = attribute.Key, Value = attribute.Value })],
            };
    }

    private static async Task<Dictionary<string, string>> AttributesAsync(ElbScene scene, LoadBalancer balancer) =>
        (await scene.Elb.DescribeLoadBalancerAttributesAsync(new() { LoadBalancerArn = balancer.LoadBalancerArn }, Cancel)).Attributes!.ToDictionary(
            attribute => attribute.Key!, attribute => attribute.Value!);

    private static async Task<List<string?>> SetAsync(ElbScene scene, LoadBalancer balancer, params string[] subnets) =>
        [.. (await scene.Elb.SetSubnetsAsync(
            new() { LoadBalancerArn = balancer.LoadBalancerArn, Subnets = [.. subnets] }, Cancel)).AvailabilityZones!.Select(zone => zone.ZoneName)];
}
