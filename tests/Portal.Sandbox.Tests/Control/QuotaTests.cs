using System.Net.Http.Json;
using System.Text.Json;
using Amazon.EC2.Model;
using Amazon.ElasticLoadBalancingV2;

namespace Portal.Sandbox.Tests.Control;

/// <summary>The quotas of an account: what is one too many, and how they are raised.</summary>
public sealed class QuotaTests
{
    private const string Consumer = "310000000001";
    private const string Code = "SecurityGroupsPerInterfaceLimitExceeded";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_endpoint_is_made_with_five_security_groups_and_not_with_six()
    {
        await using var scene = await Scene.StartAsync();
        var wish = scene.Wish(await scene.PublishAsync(), "app-az1");
        var groups = await MakeAsync(scene, 6);
        wish.SecurityGroupIds = groups;
        var refusal = await Refused.AsAsync(Code, () => scene.Consumer.CreateVpcEndpointAsync(wish, Cancel));
        Assert.Equal("You have exceeded the maximum number of security groups allowed per network interface.", refusal.Message);
        Assert.Empty((await scene.Consumer.DescribeVpcEndpointsAsync(new(), Cancel)).VpcEndpoints ?? []);

        wish.SecurityGroupIds = [.. groups.Take(5), groups[0]];
        Assert.Equal(5, (await scene.Consumer.CreateVpcEndpointAsync(wish, Cancel)).VpcEndpoint.Groups.Count);
        await RaiseAsync(scene, new { securityGroupsPerInterface = 6 });
        await scene.RestartAsync();
        wish.SecurityGroupIds = groups;
        Assert.Equal(6, (await scene.Consumer.CreateVpcEndpointAsync(wish, Cancel)).VpcEndpoint.Groups.Count);
    }

    [Fact]
    public async Task A_change_counts_the_security_groups_that_are_there_and_added_without_those_removed()
    {
        await using var scene = await Scene.StartAsync();
        var wish = scene.Wish(await scene.PublishAsync(acceptance: false), "app-az1");
        var groups = await MakeAsync(scene, 7);
        wish.SecurityGroupIds = [.. groups.Take(4)];
        var id = (await scene.Consumer.CreateVpcEndpointAsync(wish, Cancel)).VpcEndpoint.VpcEndpointId;

        await Refused.AsAsync(Code, () => ChangeAsync([groups[4], groups[5]], []));
        Assert.Equal(4, (await scene.EndpointAsync(id)).Groups.Count);
        await ChangeAsync([groups[0], groups[4], groups[5]], [groups[1]]);
        await Refused.AsAsync(Code, () => ChangeAsync([groups[6]], []));
        Assert.Equal(5, (await scene.EndpointAsync(id)).Groups.Count);

        Task ChangeAsync(List<string> added, List<string> removed) => scene.Consumer.ModifyVpcEndpointAsync(
            new() { VpcEndpointId = id, AddSecurityGroupIds = added, RemoveSecurityGroupIds = removed }, Cancel);
    }

    [Fact]
    public async Task Instances_and_load_balancers_have_as_few()
    {
        await using var scene = await Scene.StartAsync();
        var groups = await MakeAsync(scene, 6);
        var subnet = scene.Subnet("app-az1");
        var launch = new RunInstancesRequest
        {
            ImageId = "ami-0abcdef1234567890",
            MinCount = 1,
            MaxCount = 1,
            SubnetId = subnet,
            SecurityGroupIds = groups,
        };
        await Refused.AsAsync(Code, () => scene.Consumer.RunInstancesAsync(launch, Cancel));
        launch.SecurityGroupIds = [.. groups.Take(5)];
        var card = (await scene.Consumer.RunInstancesAsync(launch, Cancel)).Reservation.Instances.Single().NetworkInterfaces.Single().NetworkInterfaceId;
        await Refused.AsAsync(
            Code, () => scene.Consumer.ModifyNetworkInterfaceAttributeAsync(new() { NetworkInterfaceId = card, Groups = groups }, Cancel));

        var elb = scene.Sandbox.Elb("storefront-prod");
        var balancer = new Amazon.ElasticLoadBalancingV2.Model.CreateLoadBalancerRequest
        {
            Name = "many",
            Type = LoadBalancerTypeEnum.Network,
            Scheme = LoadBalancerSchemeEnum.Internal,
            Subnets = [subnet],
            SecurityGroups = groups,
        };
        await Refused.AsAsync("InvalidConfigurationRequest", () => elb.CreateLoadBalancerAsync(balancer, Cancel));
        balancer.SecurityGroups = [groups[0]];
        var arn = (await elb.CreateLoadBalancerAsync(balancer, Cancel)).LoadBalancers!.Single().LoadBalancerArn;
        var change = new Amazon.ElasticLoadBalancingV2.Model.SetSecurityGroupsRequest { LoadBalancerArn = arn, SecurityGroups = groups };
        Assert.Equal(
            "The maximum number of security groups per load balancer has been reached.",
            (await Refused.AsAsync("InvalidConfigurationRequest", () => elb.SetSecurityGroupsAsync(change, Cancel))).Message);
        await RaiseAsync(scene, new { securityGroupsPerInterface = 16 });
        await elb.SetSecurityGroupsAsync(change, Cancel);
    }

    [Fact]
    public async Task The_endpoints_of_a_vpc_are_as_many_as_the_account_may_have()
    {
        await using var scene = await Scene.StartAsync();
        var service = await scene.PublishAsync();
        await RaiseAsync(scene, new { endpointsPerVpc = 1 });
        await scene.ConnectAsync(service, "app-az1");
        await Refused.AsAsync("VpcEndpointLimitExceeded", () => scene.ConnectAsync(service, "app-az1"));
        await RaiseAsync(scene, new { endpointsPerVpc = 2 });
        await scene.ConnectAsync(service, "app-az1");
    }

    [Fact]
    public async Task Wrong_quotas_are_refused_with_all_that_is_wrong_and_change_nothing()
    {
        await using var scene = await Scene.StartAsync();
        var reply = await scene.Sandbox.Control.PutAsJsonAsync(
            $"accounts/{Consumer}/quotas", new { securityGroupsPerInterface = 17, endpointsPerVpc = 0 }, Cancel);
        Assert.Equal(400, (int)reply.StatusCode);
        Assert.Equal(2, (await reply.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("errors").GetArrayLength());
        Assert.Equal(400, (int)(await scene.Sandbox.Control.PutAsJsonAsync($"accounts/{Consumer}/quotas", new { endpoints = 1 }, Cancel)).StatusCode);
        Assert.Equal(404, (int)(await scene.Sandbox.Control.PutAsJsonAsync("accounts/1/quotas", new { endpointsPerVpc = 1 }, Cancel)).StatusCode);
        var shown = await scene.Sandbox.Control.GetFromJsonAsync<JsonElement>($"accounts/{Consumer}/quotas", Cancel);
        Assert.Equal((5, 50), (shown.GetProperty("securityGroupsPerInterface").GetInt32(), shown.GetProperty("endpointsPerVpc").GetInt32()));
    }

    private static async Task<List<string>> MakeAsync(Scene scene, int count)
    {
        var groups = new List<string>();
        for (var i = 0; i < count; i++)
        {
            groups.Add((await scene.Consumer.CreateSecurityGroupAsync(
                new() { VpcId = scene.ConsumerVpc.VpcId, GroupName = $"group-{i}", Description = "one of many" }, Cancel)).GroupId);
        }

        return groups;
    }

    private static async Task RaiseAsync(Scene scene, object quotas) =>
        (await scene.Sandbox.Control.PutAsJsonAsync($"accounts/{Consumer}/quotas", quotas, Cancel)).EnsureSuccessStatusCode();
}
