using Amazon.EC2.Model;

namespace Portal.Sandbox.Tests.Networks;

/// <summary>The credential scope says which region a call is about; what is in another one does not exist there.</summary>
public sealed class RegionTests
{
    private const string Ireland = "eu-west-1";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_account_has_other_networks_and_zones_in_another_region()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var (home, away) = (sandbox.Ec2("payments-prod"), sandbox.Ec2("payments-prod", Ireland));
        var vpc = Assert.Single((await away.DescribeVpcsAsync(Cancel)).Vpcs);
        Assert.Equal("10.42.0.0/16", vpc.CidrBlock);
        Assert.Equal(
            [Ireland + "a", Ireland + "b", Ireland + "c"], (await away.DescribeAvailabilityZonesAsync(Cancel)).AvailabilityZones.Select(zone => zone.ZoneName));
        Assert.DoesNotContain((await home.DescribeAvailabilityZonesAsync(Cancel)).AvailabilityZones, zone => zone.RegionName == Ireland);
        Assert.All(
            (await away.DescribeSubnetsAsync(Cancel)).Subnets, subnet => Assert.StartsWith("euw1-", subnet.AvailabilityZoneId, StringComparison.Ordinal));
        await Refused.AsAsync("InvalidVpcID.NotFound", () => home.DescribeVpcsAsync(new DescribeVpcsRequest { VpcIds = [vpc.VpcId] }, Cancel));
    }

    [Fact]
    public async Task What_is_in_one_region_is_not_found_from_another()
    {
        await using var scene = await Scene.StartAsync();
        var service = await scene.PublishAsync();
        var id = (await scene.ConnectAsync(service, "app-az1")).VpcEndpointId;
        var (consumer, provider) = (scene.Sandbox.Ec2("storefront-prod", Ireland), scene.Sandbox.Ec2("payments-prod", Ireland));
        await Refused.AsAsync(
            "InvalidVpcEndpointId.NotFound", () => consumer.DescribeVpcEndpointsAsync(new DescribeVpcEndpointsRequest { VpcEndpointIds = [id] }, Cancel));
        Assert.Equal(
            "InvalidVpcEndpoint.NotFound",
            Assert.Single((await consumer.DeleteVpcEndpointsAsync(new() { VpcEndpointIds = [id] }, Cancel)).Unsuccessful).Error.Code);
        await Refused.AsAsync("InvalidServiceName", () => consumer.DescribeVpcEndpointServicesAsync(new() { ServiceNames = [service.ServiceName] }, Cancel));
        await Refused.AsAsync(
            "InvalidVpcEndpointServiceId.NotFound",
            () => provider.AcceptVpcEndpointConnectionsAsync(new() { ServiceId = service.ServiceId, VpcEndpointIds = [id] }, Cancel));
        await Refused.AsAsync(
            "LoadBalancerNotFound", () => scene.Sandbox.Elb(scene.Sandbox.Keys("payments-prod"), Ireland)
                .DescribeLoadBalancersAsync(new() { LoadBalancerArns = [service.NetworkLoadBalancerArns[0]] }, Cancel));
        Assert.Equal("pendingAcceptance", (await scene.EndpointAsync(id)).State.Value, ignoreCase: true);
    }
}
