using Amazon.EC2;
using Amazon.EC2.Model;

namespace Portal.Sandbox.Tests.Endpoints;

public sealed class CreateVpcEndpointTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_gets_an_interface_with_an_address_in_every_subnet_and_names_for_region_and_zones()
    {
        await using var scene = await Scene.StartAsync();
        var service = await scene.PublishAsync();
        var endpoint = await scene.ConnectAsync(service, "app-az1", "app-az4");
        var cards = (await scene.Consumer.DescribeNetworkInterfacesAsync(
            new DescribeNetworkInterfacesRequest { NetworkInterfaceIds = endpoint.NetworkInterfaceIds }, Cancel)).NetworkInterfaces;

        Assert.Equal(["10.20.0.4", "10.20.2.4"], cards.Select(card => card.PrivateIpAddress).Order());
        Assert.All(cards, card => Assert.Equal((NetworkInterfaceType.Vpc_endpoint, true), (card.InterfaceType, card.RequesterManaged)));
        var tail = $"{service.ServiceId}.us-east-1.vpce.amazonaws.com";
        var zones = scene.Sandbox.Account("storefront-prod").Zones;
        Assert.Equal(3, endpoint.DnsEntries.Count);
        Assert.Matches($"^{endpoint.VpcEndpointId}-[a-z0-9]{{8}}\\.{tail}$", endpoint.DnsEntries[0].DnsName);
        Assert.Contains(
            endpoint.DnsEntries, entry => entry.DnsName.EndsWith($"-{zones.Single(zone => zone.Value == "use1-az4").Key}.{tail}", StringComparison.Ordinal));
        Assert.Equal("default", Assert.Single(endpoint.Groups).GroupName);
    }

    [Fact]
    public async Task It_takes_one_address_of_each_subnet()
    {
        await using var scene = await Scene.StartAsync();
        var service = await scene.PublishAsync();
        await scene.ConnectAsync(service, "app-az1");
        await scene.ConnectAsync(service, "app-az1", "app-az2");
        var subnets = (await scene.Consumer.DescribeSubnetsAsync(Cancel)).Subnets.ToDictionary(
            subnet => subnet.SubnetId, subnet => subnet.AvailableIpAddressCount);
        Assert.Equal(249, subnets[scene.Subnet("app-az1")]);
        Assert.Equal(250, subnets[scene.Subnet("app-az2")]);
        Assert.Equal(251, subnets[scene.Subnet("app-az4")]);
    }

    [Fact]
    public async Task A_fixed_address_is_honoured()
    {
        await using var scene = await Scene.StartAsync();
        var wish = scene.Wish(await scene.PublishAsync(), "app-az1");
        wish.SubnetConfigurations = [new() { SubnetId = scene.Subnet("app-az1"), Ipv4 = "10.20.0.77" }];
        var endpoint = (await scene.Consumer.CreateVpcEndpointAsync(wish, Cancel)).VpcEndpoint;
        var card = (await scene.Consumer.DescribeNetworkInterfacesAsync(
            new() { NetworkInterfaceIds = endpoint.NetworkInterfaceIds }, Cancel)).NetworkInterfaces.Single();
        Assert.Equal("10.20.0.77", card.PrivateIpAddress);
        await Refused.AsAsync("InvalidIPAddress.InUse", () => scene.Consumer.CreateVpcEndpointAsync(wish, Cancel));
    }

    [Theory]
    [InlineData("10.20.1.9", "InvalidParameterValue")]
    [InlineData("10.20.0.3", "InvalidParameterValue")]
    [InlineData("10.20.0.255", "InvalidParameterValue")]
    [InlineData("10.20.0", "InvalidParameterValue")]
    [InlineData("nonsense", "InvalidParameterValue")]
    public async Task A_fixed_address_that_cannot_be_had_is_refused_and_nothing_is_made(string address, string code)
    {
        await using var scene = await Scene.StartAsync();
        var wish = scene.Wish(await scene.PublishAsync(), "app-az1", "app-az2");
        wish.SubnetConfigurations = [new() { SubnetId = scene.Subnet("app-az1"), Ipv4 = address }];
        await Refused.AsAsync(code, () => scene.Consumer.CreateVpcEndpointAsync(wish, Cancel));
        Assert.Empty((await scene.Consumer.DescribeVpcEndpointsAsync(new(), Cancel)).VpcEndpoints ?? []);
        Assert.Empty((await scene.Consumer.DescribeNetworkInterfacesAsync(Cancel)).NetworkInterfaces ?? []);
    }

    [Fact]
    public async Task A_zone_that_the_service_has_not_is_refused_in_AWSs_words()
    {
        await using var scene = await Scene.StartAsync();
        var service = await scene.PublishAsync(where: subnet => subnet.ZoneId != "use1-az4");
        var refusal = await Refused.AsAsync("InvalidParameter", () => scene.ConnectAsync(service, "app-az4"));
        Assert.Equal(
            $"The VPC endpoint service {service.ServiceName} does not support the availability zone of the subnet: {scene.Subnet("app-az4")}.",
            refusal.Message);
    }

    [Fact]
    public async Task Two_subnets_of_one_zone_are_refused()
    {
        await using var scene = await Scene.StartAsync();
        var service = await scene.PublishAsync();
        var refusal = await Refused.AsAsync("DuplicateSubnetsInSameZone", () => scene.ConnectAsync(service, "app-az1", "batch-az1"));
        Assert.Equal($"Found another VPC endpoint subnet in the availability zone of {scene.Subnet("batch-az1")}", refusal.Message);
    }

    [Fact]
    public async Task What_is_not_allowed_does_not_exist_not_even_for_a_dry_run()
    {
        await using var scene = await Scene.StartAsync();
        var service = await scene.PublishAsync(allow: false);
        var wish = scene.Wish(service, "app-az1");
        var refusal = await Refused.AsAsync("InvalidServiceName", () => scene.Consumer.CreateVpcEndpointAsync(wish, Cancel));
        Assert.Equal($"The Vpc Endpoint Service '{service.ServiceName}' does not exist", refusal.Message);
        wish.DryRun = true;
        await Refused.AsAsync("InvalidServiceName", () => scene.Consumer.CreateVpcEndpointAsync(wish, Cancel));
    }

    [Fact]
    public async Task A_dry_run_proves_the_permission_and_makes_nothing()
    {
        await using var scene = await Scene.StartAsync();
        var wish = scene.Wish(await scene.PublishAsync(), "app-az1", "batch-az1");
        wish.DryRun = true;
        var refusal = await Refused.AsAsync("DryRunOperation", () => scene.Consumer.CreateVpcEndpointAsync(wish, Cancel));
        Assert.Equal(412, (int)refusal.StatusCode);
        Assert.Empty((await scene.Consumer.DescribeVpcEndpointsAsync(new(), Cancel)).VpcEndpoints ?? []);
    }

    [Fact]
    public async Task Unknown_foreign_and_malformed_ids_have_AWSs_codes()
    {
        await using var scene = await Scene.StartAsync();
        var service = await scene.PublishAsync();
        await ExpectAsync("InvalidVpcID.NotFound", wish => wish.VpcId = "vpc-00000000000000001");
        await ExpectAsync("InvalidVpcID.Malformed", wish => wish.VpcId = "vpc-storefront");
        await ExpectAsync("InvalidSubnetID.NotFound", wish => wish.SubnetIds = [scene.ProviderVpc.Subnets[0].SubnetId]);
        await ExpectAsync("InvalidSubnetID.Malformed", wish => wish.SubnetIds = ["subnet-1"]);
        await ExpectAsync("InvalidSecurityGroupID.NotFound", wish => wish.SecurityGroupIds = ["sg-00000000000000001"]);
        await ExpectAsync("InvalidGroupId.Malformed", wish => wish.SecurityGroupIds = ["web"]);
        await ExpectAsync("InvalidServiceName", wish => wish.ServiceName = "com.amazonaws.vpce.us-east-1.vpce-svc-00000000000000001");
        await ExpectAsync("InvalidServiceName", wish => wish.ServiceName = "nonsense");
        await ExpectAsync("InvalidParameter", wish => wish.VpcEndpointType = null);

        async Task ExpectAsync(string code, Action<CreateVpcEndpointRequest> spoil)
        {
            var wish = scene.Wish(service, "app-az1");
            spoil(wish);
            await Refused.AsAsync(code, () => scene.Consumer.CreateVpcEndpointAsync(wish, Cancel));
        }
    }

    [Fact]
    public async Task A_subnet_and_a_group_of_another_vpc_are_refused()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var account = sandbox.Account("analytics-prod");
        var (vpc, lab) = (account.Vpc("analytics"), account.Vpc("analytics-lab"));
        var ec2 = sandbox.Ec2("analytics-prod");
        var arn = sandbox.PutLoadBalancer("analytics-prod", vpc);
        var service = (await ec2.CreateVpcEndpointServiceConfigurationAsync(new() { NetworkLoadBalancerArns = [arn] }, Cancel)).ServiceConfiguration;
        var wish = new CreateVpcEndpointRequest
        {
            VpcEndpointType = VpcEndpointType.Interface,
            VpcId = vpc.VpcId,
            ServiceName = service.ServiceName,
            SubnetIds = [lab.Subnets[0].SubnetId],
        };
        Assert.Contains(
            "does not belong to the VPC",
            (await Refused.AsAsync("InvalidParameter", () => ec2.CreateVpcEndpointAsync(wish, Cancel))).Message, StringComparison.Ordinal);
        wish.SubnetIds = [vpc.Subnets[0].SubnetId];
        wish.SecurityGroupIds = [lab.SecurityGroups[0].GroupId];
        Assert.Contains(
            "does not belong to the VPC",
            (await Refused.AsAsync("InvalidParameter", () => ec2.CreateVpcEndpointAsync(wish, Cancel))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_token_gives_the_same_endpoint_and_other_parameters_are_refused()
    {
        await using var scene = await Scene.StartAsync();
        var service = await scene.PublishAsync();
        var wish = scene.Wish(service, "app-az1");
        wish.ClientToken = "operation-1";
        var first = await scene.Consumer.CreateVpcEndpointAsync(wish, Cancel);
        await scene.AcceptAsync(service, first.VpcEndpoint.VpcEndpointId);
        var second = await scene.Consumer.CreateVpcEndpointAsync(wish, Cancel);
        Assert.Equal(first.VpcEndpoint.VpcEndpointId, second.VpcEndpoint.VpcEndpointId);
        Assert.Equal("operation-1", second.ClientToken);
        Assert.Equal(State.Available, second.VpcEndpoint.State);

        wish.SubnetIds = [scene.Subnet("app-az2")];
        await Refused.AsAsync("IdempotentParameterMismatch", () => scene.Consumer.CreateVpcEndpointAsync(wish, Cancel));
        Assert.Single((await scene.Consumer.DescribeVpcEndpointsAsync(new(), Cancel)).VpcEndpoints);
    }

    [Fact]
    public async Task Without_a_token_a_repeat_makes_a_second_endpoint()
    {
        await using var scene = await Scene.StartAsync();
        var service = await scene.PublishAsync();
        await scene.ConnectAsync(service, "app-az1");
        await scene.ConnectAsync(service, "app-az1");
        Assert.Equal(2, (await scene.Consumer.DescribeVpcEndpointsAsync(new(), Cancel)).VpcEndpoints.Count);
    }

    [Fact]
    public async Task Simultaneous_calls_with_one_token_make_one_endpoint()
    {
        await using var scene = await Scene.StartAsync();
        var wish = scene.Wish(await scene.PublishAsync(), "app-az1");
        wish.ClientToken = "operation-1";
        var made = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => scene.Consumer.CreateVpcEndpointAsync(wish, Cancel)));
        Assert.Single(made.Select(reply => reply.VpcEndpoint.VpcEndpointId).Distinct());
    }

    [Fact]
    public async Task A_token_whose_endpoint_is_gone_gives_the_dead_endpoint()
    {
        await using var scene = await Scene.StartAsync();
        var wish = scene.Wish(await scene.PublishAsync(), "app-az1");
        wish.ClientToken = "operation-1";
        var id = (await scene.Consumer.CreateVpcEndpointAsync(wish, Cancel)).VpcEndpoint.VpcEndpointId;
        await scene.Consumer.DeleteVpcEndpointsAsync(new() { VpcEndpointIds = [id] }, Cancel);
        await Refused.AsAsync("InvalidVpcEndpointId.NotFound", () => scene.EndpointAsync(id));
        var replayed = (await scene.Consumer.CreateVpcEndpointAsync(wish, Cancel)).VpcEndpoint;
        Assert.Equal(id, replayed.VpcEndpointId);
        Assert.Equal(State.Deleted, replayed.State);
    }
}
