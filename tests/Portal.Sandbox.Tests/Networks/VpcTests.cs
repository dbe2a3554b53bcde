using Amazon.EC2;
using Amazon.EC2.Model;
using Portal.Sandbox.Resources;

namespace Portal.Sandbox.Tests.Networks;

public sealed class VpcTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_network_made_by_hand_can_be_connected_like_a_seeded_one()
    {
        await using var scene = await Scene.StartAsync();
        var service = await scene.PublishAsync(acceptance: false);
        var (vpc, subnet) = await MakeAsync(scene.Consumer);
        var endpoint = (await scene.Consumer.CreateVpcEndpointAsync(Wish(service, vpc, subnet), Cancel)).VpcEndpoint;
        Assert.Equal(State.Available, (await scene.EndpointAsync(endpoint.VpcEndpointId)).State);
        Assert.Equal("default", endpoint.Groups.Single().GroupName);

        await Refused.AsAsync("DependencyViolation", () => scene.Consumer.DeleteSubnetAsync(new(subnet), Cancel));
        await Refused.AsAsync("DependencyViolation", () => scene.Consumer.DeleteVpcAsync(new(vpc), Cancel));
        await scene.Consumer.DeleteVpcEndpointsAsync(new() { VpcEndpointIds = [endpoint.VpcEndpointId] }, Cancel);
        await scene.Consumer.DeleteSubnetAsync(new(subnet), Cancel);
        await scene.RestartAsync();
        await scene.Consumer.DeleteVpcAsync(new(vpc), Cancel);
        Assert.DoesNotContain(vpc, (await scene.Consumer.DescribeSecurityGroupsAsync(Cancel)).SecurityGroups.Select(group => group.VpcId));
        Assert.DoesNotContain(vpc, (await scene.Consumer.DescribeRouteTablesAsync(Cancel)).RouteTables.Select(table => table.VpcId));
    }

    [Fact]
    public async Task Private_DNS_needs_host_names_which_a_VPC_made_by_hand_does_not_give_at_first()
    {
        await using var scene = await Scene.StartAsync();
        var service = await scene.PublishAsync(acceptance: false, privateDnsName: "api.payments.example.com");
        var wanted = service.PrivateDnsNameConfiguration;
        using var published = await scene.Sandbox.Control.PutAsync(
            "dns/txt",
            System.Net.Http.Json.JsonContent.Create(new { name = $"{wanted.Name}.api.payments.example.com", values = new[] { wanted.Value } }), Cancel);
        await scene.Provider.StartVpcEndpointServicePrivateDnsVerificationAsync(new() { ServiceId = service.ServiceId }, Cancel);
        var (vpc, subnet) = await MakeAsync(scene.Consumer);
        var wish = Wish(service, vpc, subnet);
        wish.PrivateDnsEnabled = true;
        var refusal = await Refused.AsAsync("InvalidParameter", () => scene.Consumer.CreateVpcEndpointAsync(wish, Cancel));
        Assert.Equal($"Enabling private DNS requires both enableDnsSupport and enableDnsHostnames VPC attributes set to true for {vpc}", refusal.Message);
        await scene.Consumer.ModifyVpcAttributeAsync(new() { VpcId = vpc, EnableDnsHostnames = true }, Cancel);
        Assert.True((await scene.Consumer.CreateVpcEndpointAsync(wish, Cancel)).VpcEndpoint.PrivateDnsEnabled);
    }

    [Fact]
    public async Task A_VPC_has_at_most_fifty_endpoints()
    {
        await using var scene = await Scene.StartAsync();
        var service = await scene.PublishAsync();
        var first = await scene.ConnectAsync(service, "app-az1");
        for (var i = 1; i < 50; i++)
        {
            await scene.ConnectAsync(service);
        }

        await Refused.AsAsync("VpcEndpointLimitExceeded", () => scene.ConnectAsync(service));
        await scene.Consumer.DeleteVpcEndpointsAsync(new() { VpcEndpointIds = [first.VpcEndpointId] }, Cancel);
        await scene.ConnectAsync(service);
    }

    [Fact]
    public async Task Who_takes_part_in_a_VPC_sees_the_shared_subnet_and_no_tags_and_makes_no_endpoint_in_it()
    {
        await using var scene = await Scene.StartAsync();
        var service = await scene.PublishAsync(acceptance: false);
        var guest = scene.Sandbox.Account("storefront-staging");
        await scene.Provider.ModifyVpcEndpointServicePermissionsAsync(
            new() { ServiceId = service.ServiceId, AddAllowedPrincipals = [$"arn:aws:iam::{guest.AccountId}:root"] }, Cancel);
        var shared = scene.Subnet("app-az1");
        scene.Sandbox.Host.Engine.Change((store, _) => store.Subnets.Put(store.Subnets.Find(shared)! with { SharedWith = [guest.AccountId] }));

        var ec2 = scene.Sandbox.Ec2("storefront-staging");
        var seen =
            (await ec2.DescribeSubnetsAsync(new DescribeSubnetsRequest { Filters = [new("vpc-id", [scene.ConsumerVpc.VpcId])] }, Cancel)).Subnets.Single();
        Assert.Equal((shared, scene.Sandbox.Account("storefront-prod").AccountId), (seen.SubnetId, seen.OwnerId));
        Assert.Empty(seen.Tags ?? []);
        Assert.Contains(scene.ConsumerVpc.VpcId, (await ec2.DescribeVpcsAsync(Cancel)).Vpcs.Select(vpc => vpc.VpcId));
        Assert.Empty(
            (await ec2.DescribeSubnetsAsync(new DescribeSubnetsRequest { Filters = [new("tag:Name", ["storefront-app-az1"])] }, Cancel)).Subnets ?? []);
        await Refused.AsAsync("OperationNotPermitted", () => ec2.CreateVpcEndpointAsync(scene.Wish(service, "app-az1"), Cancel));
        await Refused.AsAsync("InvalidSubnetID.NotFound", () => ec2.DeleteSubnetAsync(new(shared), Cancel));
    }

    private static async Task<(string Vpc, string Subnet)> MakeAsync(AmazonEC2Client ec2)
    {
        var vpc = (await ec2.CreateVpcAsync(new CreateVpcRequest { CidrBlock = "10.96.0.0/16" }, Cancel)).Vpc.VpcId;
        return (vpc, (await ec2.CreateSubnetAsync(
            new CreateSubnetRequest { VpcId = vpc, CidrBlock = "10.96.1.0/24", AvailabilityZoneId = "use1-az2" }, Cancel)).Subnet.SubnetId);
    }

    private static CreateVpcEndpointRequest Wish(ServiceConfiguration service, string vpc, string subnet) =>
        new() { VpcEndpointType = VpcEndpointType.Interface, VpcId = vpc, ServiceName = service.ServiceName, SubnetIds = [subnet] };
}
