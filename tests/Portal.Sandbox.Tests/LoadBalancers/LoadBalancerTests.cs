using Amazon.EC2.Model;
using Amazon.ElasticLoadBalancingV2;
using Amazon.ElasticLoadBalancingV2.Model;

namespace Portal.Sandbox.Tests.LoadBalancers;

public sealed class LoadBalancerTests
{
    private static readonly SandboxDelays Slow = new() { LoadBalancerProvisioning = TimeSpan.FromSeconds(10) };

    private static CancellationToken Cancel => ElbScene.Cancel;

    [Fact]
    public async Task A_new_load_balancer_is_provisioning_and_becomes_active_even_across_a_restart()
    {
        await using var scene = await ElbScene.StartAsync(Slow);
        var balancer = await scene.BalancerAsync("plp", "use1-az1");
        Assert.Equal(LoadBalancerStateEnum.Provisioning, balancer.State!.Code);

        scene.Sandbox.Clock.Advance(TimeSpan.FromSeconds(9));
        await scene.RestartAsync(Slow);
        Assert.Equal(LoadBalancerStateEnum.Provisioning, (await scene.SeenAsync(balancer)).State!.Code);
        scene.Sandbox.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(LoadBalancerStateEnum.Active, (await scene.SeenAsync(balancer)).State!.Code);
    }

    [Fact]
    public async Task Its_ARN_name_zones_and_addresses_have_the_forms_of_AWS()
    {
        await using var scene = await ElbScene.StartAsync();
        var balancer = await scene.BalancerAsync("plp-payments", "use1-az1", "use1-az2");

        Assert.Matches("^arn:aws:elasticloadbalancing:us-east-1:210000000001:loadbalancer/net/plp-payments/[0-9a-f]{16}$", balancer.LoadBalancerArn);
        Assert.Equal($"plp-payments-{balancer.LoadBalancerArn![^16..]}.elb.us-east-1.amazonaws.com", balancer.DNSName);
        Assert.Equal(LoadBalancerTypeEnum.Network, balancer.Type);
        Assert.Equal(LoadBalancerSchemeEnum.Internal, balancer.Scheme);
        Assert.Equal(scene.Core.VpcId, balancer.VpcId);
        Assert.Null(balancer.SecurityGroups);
        Assert.Null(balancer.EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic);
        Assert.Equal(
            [("us-east-1a", scene.Subnet("use1-az2")), ("us-east-1c", scene.Subnet("use1-az1"))],
            balancer.AvailabilityZones!.Select(zone => (zone.ZoneName, zone.SubnetId)));
        Assert.All(balancer.AvailabilityZones!, zone => Assert.Null(zone.LoadBalancerAddresses));

        var cards = await CardsAsync(scene, balancer);
        Assert.Equal(["10.40.0.4", "10.40.1.4"], cards.Select(card => card.PrivateIpAddress).Order());
        Assert.All(cards, card => Assert.Equal("network_load_balancer", card.InterfaceType.Value));
    }

    [Fact]
    public async Task The_same_request_again_shows_the_same_load_balancer()
    {
        await using var scene = await ElbScene.StartAsync();
        var first = await scene.BalancerAsync("plp", "use1-az1", "use1-az2");
        var second = await scene.BalancerAsync("plp", "use1-az2", "use1-az1");

        Assert.Equal(first.LoadBalancerArn, second.LoadBalancerArn);
        Assert.Single((await scene.Elb.DescribeLoadBalancersAsync(new(), Cancel)).LoadBalancers!);
        Assert.Equal(2, (await CardsAsync(scene, first)).Count);
    }

    [Fact]
    public async Task The_same_name_with_other_settings_is_refused_but_free_in_another_account()
    {
        await using var scene = await ElbScene.StartAsync();
        await scene.BalancerAsync("plp", "use1-az1");

        var refusal = await Refused.AsAsync("DuplicateLoadBalancerName", () => scene.BalancerAsync("plp", "use1-az1", "use1-az2"));
        Assert.IsType<DuplicateLoadBalancerNameException>(refusal);
        Assert.Equal("A load balancer with the same name 'plp' exists, but with different settings", refusal.Message);

        var quarry = scene.Sandbox.Account("quarry-saas").Vpc("quarry-data");
        var wish = scene.Wish("plp");
        wish.Subnets = [quarry.Subnets[0].SubnetId];
        Assert.Single((await scene.Client("quarry-saas").CreateLoadBalancerAsync(wish, Cancel)).LoadBalancers!);
    }

    [Theory]
    [InlineData("a-name-that-has-thirty-three-chars", "Load balancer name 'a-name-that-has-thirty-three-chars' cannot be longer than '32' characters")]
    [InlineData("under_score", "Load balancer name 'under_score' can only contain characters that are alphanumeric characters and hyphens(-)")]
    [InlineData("-plp", "Load balancer name '-plp' cannot begin or end with '-'")]
    [InlineData("plp-", "Load balancer name 'plp-' cannot begin or end with '-'")]
    [InlineData("internal-plp", "Load balancer name 'internal-plp' cannot begin with 'internal-'")]
    public async Task A_malformed_name_is_refused(string name, string message)
    {
        await using var scene = await ElbScene.StartAsync();
        Assert.Equal(message, (await Refused.AsAsync("ValidationError", () => scene.BalancerAsync(name, "use1-az1"))).Message);
    }

    [Fact]
    public async Task Subnets_must_exist_share_a_VPC_and_be_one_a_zone()
    {
        await using var scene = await ElbScene.StartAsync();
        var (az1, edge) = (scene.Subnet("use1-az1"), scene.Edge.Subnets[1].SubnetId);
        var storefront = scene.Sandbox.Account("storefront-prod").Vpc("storefront").Subnets;

        await RefusedAsync("SubnetNotFound", "subnet-0aaaaaaaaaaaaaaaa");
        await RefusedAsync("SubnetNotFound", storefront[0].SubnetId);
        await RefusedAsync("ValidationError", "not-a-subnet");
        await RefusedAsync("ValidationError");
        await RefusedAsync("InvalidConfigurationRequest", az1, edge);
        var wish = scene.Wish("plp");
        wish.Subnets = [.. storefront.Where(subnet => subnet.ZoneId == "use1-az1").Select(subnet => subnet.SubnetId)];
        var refusal = await Refused.AsAsync("InvalidConfigurationRequest", () => scene.Client("storefront-prod").CreateLoadBalancerAsync(wish, Cancel));
        Assert.Equal("A load balancer cannot be attached to multiple subnets in the same Availability Zone", refusal.Message);
        Assert.Null((await scene.Elb.DescribeLoadBalancersAsync(new(), Cancel)).LoadBalancers);

        async Task RefusedAsync(string code, params string[] subnets)
        {
            var wish = scene.Wish("plp");
            wish.Subnets = [.. subnets];
            await Refused.AsAsync(code, () => scene.BalancerAsync(wish));
        }
    }

    [Fact]
    public async Task Only_internal_network_load_balancers_can_be_made()
    {
        await using var scene = await ElbScene.StartAsync();
        var wish = scene.Wish("plp", "use1-az1");

        wish.Scheme = LoadBalancerSchemeEnum.InternetFacing;
        Assert.Equal($"VPC {scene.Core.VpcId} has no internet gateway", (await Refused.AsAsync("InvalidSubnet", () => scene.BalancerAsync(wish))).Message);
        wish.Scheme = "sideways";
        await Refused.AsAsync("ValidationError", () => scene.BalancerAsync(wish));
        wish.Scheme = LoadBalancerSchemeEnum.Internal;
        wish.Type = LoadBalancerTypeEnum.Application;
        await Refused.AsAsync("InvalidConfigurationRequest", () => scene.BalancerAsync(wish));
    }

    [Fact]
    public async Task An_address_asked_for_is_given_and_shown_and_cannot_be_given_twice()
    {
        await using var scene = await ElbScene.StartAsync();
        var balancer = await scene.BalancerAsync(At("plp-1", "10.40.0.77"));

        Assert.Equal("10.40.0.77", Assert.Single(Assert.Single(balancer.AvailabilityZones!).LoadBalancerAddresses!).PrivateIPv4Address);
        Assert.Equal("10.40.0.77", Assert.Single(await CardsAsync(scene, balancer)).PrivateIpAddress);
        await Refused.AsAsync("InvalidConfigurationRequest", () => scene.BalancerAsync(At("plp-2", "10.40.0.77")));
        await Refused.AsAsync("ValidationError", () => scene.BalancerAsync(At("plp-2", "10.40.0.3")));
        await Refused.AsAsync("ValidationError", () => scene.BalancerAsync(At("plp-2", "10.40.1.77")));

        CreateLoadBalancerRequest At(string name, string address)
        {
            var wish = scene.Wish(name);
            wish.SubnetMappings = [new() { SubnetId = scene.Subnet("use1-az1"), PrivateIPv4Address = address }];
            return wish;
        }
    }

    [Fact]
    public async Task Deleting_takes_the_listeners_and_the_addresses_along_and_leaves_the_target_groups()
    {
        await using var scene = await ElbScene.StartAsync();
        var (balancer, group) = (await scene.BalancerAsync("plp", "use1-az1"), await scene.GroupAsync("plp-group"));
        var listener = await scene.ListenAsync(balancer, group);

        await DeleteAsync(scene, balancer);

        Assert.IsType<LoadBalancerNotFoundException>(await Refused.AsAsync("LoadBalancerNotFound", () => scene.SeenAsync(balancer)));
        await Refused.AsAsync("ListenerNotFound", () => scene.Elb.DescribeListenersAsync(new() { ListenerArns = [listener.ListenerArn!] }, Cancel));
        Assert.Empty(await CardsAsync(scene, balancer));
        Assert.Null(Assert.Single((await scene.Elb.DescribeTargetGroupsAsync(new(), Cancel)).TargetGroups!).LoadBalancerArns);
        await DeleteAsync(scene, balancer);
    }

    [Fact]
    public async Task Deletion_protection_must_be_off()
    {
        await using var scene = await ElbScene.StartAsync();
        var balancer = await scene.BalancerAsync("plp", "use1-az1");
        await ProtectAsync("true");
        var refusal = await Refused.AsAsync("OperationNotPermitted", () => DeleteAsync(scene, balancer));
        Assert.Equal($"Load balancer '{balancer.LoadBalancerArn}' cannot be deleted because deletion protection is enabled", refusal.Message);
        await ProtectAsync("false");
        await DeleteAsync(scene, balancer);

        Task ProtectAsync(string value) => scene.Elb.ModifyLoadBalancerAttributesAsync(
            new() { LoadBalancerArn = balancer.LoadBalancerArn, Attributes = [new() { Key = "deletion_protection.enabled", Value = value }] }, Cancel);
    }

    [Fact]
    public async Task A_load_balancer_under_an_endpoint_service_cannot_be_deleted()
    {
        await using var scene = await ElbScene.StartAsync();
        var balancer = await scene.BalancerAsync("plp", "use1-az1");
        var ec2 = scene.Sandbox.Ec2("payments-prod");
        var service =
            (await ec2.CreateVpcEndpointServiceConfigurationAsync(new() { NetworkLoadBalancerArns = [balancer.LoadBalancerArn] }, Cancel)).ServiceConfiguration;

        var refusal = await Refused.AsAsync("ResourceInUse", () => DeleteAsync(scene, balancer));
        Assert.Equal($"Load balancer '{balancer.LoadBalancerArn}' cannot be deleted because it is currently associated with another service", refusal.Message);

        await ec2.DeleteVpcEndpointServiceConfigurationsAsync(new() { ServiceIds = [service.ServiceId] }, Cancel);
        await DeleteAsync(scene, balancer);
    }

    [Fact]
    public async Task Load_balancers_are_found_by_ARN_and_name_and_page_by_page()
    {
        await using var scene = await ElbScene.StartAsync();
        var names = new[] { "plp-1", "plp-2", "plp-3" };
        foreach (var name in names)
        {
            await scene.BalancerAsync(name, "use1-az1");
        }

        var paged = new List<string?>();
        await foreach (var page in scene.Elb.Paginators.DescribeLoadBalancers(new() { PageSize = 2 }).Responses.WithCancellation(Cancel))
        {
            Assert.InRange(page.LoadBalancers!.Count, 1, 2);
            paged.AddRange(page.LoadBalancers.Select(balancer => balancer.LoadBalancerName));
        }

        Assert.Equal(names, paged);
        Assert.Equal("plp-2", Assert.Single((await scene.Elb.DescribeLoadBalancersAsync(new() { Names = ["plp-2"] }, Cancel)).LoadBalancers!).LoadBalancerName);
        await Refused.AsAsync("LoadBalancerNotFound", () => scene.Elb.DescribeLoadBalancersAsync(new() { Names = ["plp-2", "plp-9"] }, Cancel));
        await Refused.AsAsync("ValidationError", () => scene.Elb.DescribeLoadBalancersAsync(new() { LoadBalancerArns = ["plp-2"] }, Cancel));
        await Refused.AsAsync("ValidationError", () => scene.Elb.DescribeLoadBalancersAsync(new() { PageSize = 401 }, Cancel));
        await Refused.AsAsync("ValidationError", () => scene.Elb.DescribeLoadBalancersAsync(new() { Marker = "?" }, Cancel));
    }

    [Fact]
    public async Task Another_accounts_load_balancer_is_as_good_as_not_there()
    {
        await using var scene = await ElbScene.StartAsync();
        var balancer = await scene.BalancerAsync("plp", "use1-az1");
        var other = scene.Client("quarry-saas");

        Assert.Null((await other.DescribeLoadBalancersAsync(new(), Cancel)).LoadBalancers);
        await Refused.AsAsync("LoadBalancerNotFound", () => other.DescribeLoadBalancersAsync(new() { LoadBalancerArns = [balancer.LoadBalancerArn!] }, Cancel));
        await other.DeleteLoadBalancerAsync(new() { LoadBalancerArn = balancer.LoadBalancerArn }, Cancel);
        Assert.NotNull(await scene.SeenAsync(balancer));
    }

    private static Task<DeleteLoadBalancerResponse> DeleteAsync(ElbScene scene, LoadBalancer balancer) =>
        scene.Elb.DeleteLoadBalancerAsync(new() { LoadBalancerArn = balancer.LoadBalancerArn }, Cancel);

    private static async Task<List<NetworkInterface>> CardsAsync(ElbScene scene, LoadBalancer balancer)
    {
        var description = "ELB net" + balancer.LoadBalancerArn!.Split(":loadbalancer/net")[1];
        var response = await scene.Sandbox.Ec2("payments-prod").DescribeNetworkInterfacesAsync(new() { Filters = [new("description", [description])] }, Cancel);
        return response.NetworkInterfaces ?? [];
    }
}
