using System.Net.Http.Json;
using System.Text.Json;
using Amazon.EC2;
using Portal.Sandbox.Resources;

namespace Portal.Sandbox.Tests;

/// <summary>Where AWS's answer is not known for sure: both of them.</summary>
public sealed class SwitchTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_rejected_endpoint_can_be_accepted_or_not(bool believed)
    {
        await using var scene = await StartAsync(nameof(SandboxSwitches.RejectedCanBeAccepted), believed);
        var service = await scene.PublishAsync();
        var id = (await scene.ConnectAsync(service, "app-az1")).VpcEndpointId;
        await scene.RejectAsync(service, id);
        var unsuccessful = await scene.AcceptAsync(service, id);
        Assert.Equal(believed ? [] : ["InvalidState"], unsuccessful.Select(item => item.Error.Code));
        Assert.Equal(believed ? State.Available : State.Rejected, (await scene.EndpointAsync(id)).State);
    }

    [Theory]
    [InlineData(true, "InvalidServiceName")]
    [InlineData(false, "UnauthorizedOperation")]
    public async Task A_caller_that_is_not_allowed_is_told_that_there_is_no_service_or_that_it_may_not(bool believed, string code)
    {
        await using var scene = await StartAsync(nameof(SandboxSwitches.NotAllowedMeansInvalidServiceName), believed);
        var service = await scene.PublishAsync(allow: false);
        await Refused.AsAsync(code, () => scene.ConnectAsync(service, "app-az1"));
        await Refused.AsAsync(code, () => scene.Consumer.DescribeVpcEndpointServicesAsync(new() { ServiceNames = [service.ServiceName] }, Cancel));
        Assert.Empty((await scene.Consumer.DescribeVpcEndpointServicesAsync(new(), Cancel)).ServiceDetails ?? []);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_zone_with_connected_endpoints_is_kept_or_let_go(bool believed)
    {
        await using var scene = await StartAsync(nameof(SandboxSwitches.UsedZonesAreKept), believed);
        var elb = scene.Sandbox.Elb(scene.Sandbox.Keys("payments-prod"));
        var service = await scene.PublishAsync();
        await scene.ConnectAsync(service, "app-az1");
        var balancer = service.NetworkLoadBalancerArns.Single();
        var left = scene.ProviderVpc.Subnets.Where(subnet => subnet.ZoneId != "use1-az1").Select(subnet => subnet.SubnetId).ToList();
        var change = () => elb.SetSubnetsAsync(new() { LoadBalancerArn = balancer, Subnets = left }, Cancel);
        if (believed)
        {
            await Refused.AsAsync("InvalidConfigurationRequest", change);
        }
        else
        {
            Assert.Equal(2, (await change()).AvailabilityZones!.Count);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_token_gives_the_deleted_thing_or_makes_a_new_one(bool believed)
    {
        await using var scene = await StartAsync(nameof(SandboxSwitches.TokensRememberTheDeleted), believed);
        var service = await scene.PublishAsync();
        var wish = scene.Wish(service, "app-az1");
        wish.ClientToken = "token-1";
        var first = (await scene.Consumer.CreateVpcEndpointAsync(wish, Cancel)).VpcEndpoint;
        await scene.Consumer.DeleteVpcEndpointsAsync(new() { VpcEndpointIds = [first.VpcEndpointId] }, Cancel);
        var again = (await scene.Consumer.CreateVpcEndpointAsync(wish, Cancel)).VpcEndpoint;
        Assert.Equal(believed ? State.Deleted : State.PendingAcceptance, again.State);
        Assert.Equal(believed, again.VpcEndpointId == first.VpcEndpointId);
        Assert.Equal(again.VpcEndpointId, (await scene.Consumer.CreateVpcEndpointAsync(wish, Cancel)).VpcEndpoint.VpcEndpointId);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_is_deleted_is_listed_for_a_while_or_gone(bool believed)
    {
        var switches = believed ? SandboxSwitches.Believed : SandboxSwitches.Without(nameof(SandboxSwitches.DeletedIsListed));
        await using var scene = await Scene.StartAsync(new() { DeletedListed = TimeSpan.FromMinutes(1) }, switches);
        var id = (await scene.ConnectAsync(await scene.PublishAsync(), "app-az1")).VpcEndpointId;
        await scene.Consumer.DeleteVpcEndpointsAsync(new() { VpcEndpointIds = [id] }, Cancel);
        if (believed)
        {
            Assert.Equal(State.Deleted, (await scene.EndpointAsync(id)).State);
        }
        else
        {
            await Refused.AsAsync("InvalidVpcEndpointId.NotFound", () => scene.EndpointAsync(id));
        }
    }

    [Theory]
    [InlineData(nameof(SandboxSwitches.TagsAtCreationNeedAddTags), true)]
    [InlineData(nameof(SandboxSwitches.TagsAtCreationNeedAddTags), false)]
    [InlineData(nameof(SandboxSwitches.FirstLoadBalancerNeedsLinkedRole), true)]
    [InlineData(nameof(SandboxSwitches.FirstLoadBalancerNeedsLinkedRole), false)]
    public async Task A_tagged_first_load_balancer_needs_dependent_permissions_or_not(string name, bool believed)
    {
        await using var scene = await StartAsync(name, believed);
        var other = name == nameof(SandboxSwitches.TagsAtCreationNeedAddTags) ? "iam:CreateServiceLinkedRole" : "elasticloadbalancing:AddTags";
        scene.Sandbox.PutPolicies(
            "arn:aws:iam::210000000001:user/admin",
            $$"""{ "Statement": { "Effect": "Allow", "Action": ["elasticloadbalancing:CreateLoadBalancer", "{{other}}"], "Resource": "*" } }""");
        var create = () => scene.Sandbox.Elb(scene.Sandbox.Keys("payments-prod")).CreateLoadBalancerAsync(
            new()
            {
                Name = "tagged",
                Type = Amazon.ElasticLoadBalancingV2.LoadBalancerTypeEnum.Network,
                Scheme = Amazon.ElasticLoadBalancingV2.LoadBalancerSchemeEnum.Internal,
                Subnets = [scene.ProviderVpc.Subnets[0].SubnetId],
                Tags = [new() { Key = "a", Value = "1" }],
            },
            Cancel);
        if (believed)
        {
            await Refused.AsAsync("AccessDenied", create);
        }
        else
        {
            await create();
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_address_outside_the_vpc_needs_a_zone_or_not(bool believed)
    {
        await using var scene = await StartAsync(nameof(SandboxSwitches.OutsideTargetsNeedZone), believed);
        var elb = scene.Sandbox.Elb(scene.Sandbox.Keys("payments-prod"));
        var edge = scene.Sandbox.Account("payments-prod").Vpc("payments-edge");
        var group = (await elb.CreateTargetGroupAsync(
            new() { Name = "edge", VpcId = edge.VpcId, Protocol = "TCP", Port = 443, TargetType = "ip" }, Cancel)).TargetGroups!.Single();
        var register = () => elb.RegisterTargetsAsync(new() { TargetGroupArn = group.TargetGroupArn, Targets = [new() { Id = "192.168.64.10" }] }, Cancel);
        if (believed)
        {
            await Refused.AsAsync("ValidationError", register);
        }
        else
        {
            await register();
            Assert.Equal(
                "all", (await elb.DescribeTargetHealthAsync(
                    new() { TargetGroupArn = group.TargetGroupArn }, Cancel)).TargetHealthDescriptions!.Single().Target!.AvailabilityZone);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_service_honours_endpoint_policies_or_not(bool believed)
    {
        await using var scene = await StartAsync(nameof(SandboxSwitches.PoliciesAreIgnored), believed);
        await scene.PublishAsync();
        var seen = (await scene.Consumer.DescribeVpcEndpointServicesAsync(new(), Cancel)).ServiceDetails.Single();
        Assert.Equal(!believed, seen.VpcEndpointPolicySupported);
    }

    [Theory]
    [InlineData(true, "VpcEndpointLimitExceeded")]
    [InlineData(false, "ResourceCountLimitExceeded")]
    public async Task The_fifty_first_endpoint_of_a_vpc_is_one_too_many(bool believed, string code)
    {
        await using var scene = await StartAsync(nameof(SandboxSwitches.QuotaNamesEndpoints), believed);
        var service = await scene.PublishAsync();
        var first = (await scene.ConnectAsync(service, "app-az1")).VpcEndpointId;
        scene.Sandbox.Host.Engine.Change((store, _) =>
        {
            for (var i = 1; i < 50; i++)
            {
                store.Endpoints.Put(store.Endpoints.Find(first)! with { Id = $"vpce-0123456789abcde{i:00}", Subnets = [] });
            }
        });
        await Refused.AsAsync(code, () => scene.ConnectAsync(service, "app-az1"));
        await scene.Consumer.DeleteVpcEndpointsAsync(new() { VpcEndpointIds = [first] }, Cancel);
        await scene.ConnectAsync(service, "app-az1");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_account_that_does_not_exist_is_no_principal_or_is_one(bool believed)
    {
        await using var scene = await StartAsync(nameof(SandboxSwitches.UnknownPrincipalsAreRefused), believed);
        var service = await scene.PublishAsync();
        var allow = () => scene.Provider.ModifyVpcEndpointServicePermissionsAsync(
            new() { ServiceId = service.ServiceId, AddAllowedPrincipals = ["arn:aws:iam::999999999999:root"] }, Cancel);
        if (believed)
        {
            await Refused.AsAsync("InvalidPrincipal", allow);
        }
        else
        {
            Assert.Single((await allow()).AddedPrincipals);
        }
    }

    [Fact]
    public async Task A_switch_is_turned_while_the_sandbox_runs_and_stays_so_until_it_is_taken_back()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        (await sandbox.Control.PutAsJsonAsync("switches", new { rejectedCanBeAccepted = false }, Cancel)).EnsureSuccessStatusCode();
        await sandbox.RestartAsync();
        Assert.Equal(SandboxSwitches.Without(nameof(SandboxSwitches.RejectedCanBeAccepted)), sandbox.Host.Engine.Settings.Switches);
        (await sandbox.Control.DeleteAsync("settings", Cancel)).EnsureSuccessStatusCode();
        Assert.Equal(SandboxSwitches.Believed, sandbox.Host.Engine.Settings.Switches);
        Assert.Equal(400, (int)(await sandbox.Control.PutAsJsonAsync("switches", new { rejectedCanBeAcepted = false }, Cancel)).StatusCode);
    }

    [Fact]
    public void The_readme_tells_of_every_switch()
    {
        var readme = File.ReadAllText(Path.Combine(Readme.Directory, "README.md"));
        Assert.All(SandboxSwitches.Names, name => Assert.Contains($"`{JsonNamingPolicy.CamelCase.ConvertName(name)}`", readme, StringComparison.Ordinal));
    }

    private static Task<Scene> StartAsync(string name, bool believed) =>
        Scene.StartAsync(switches: believed ? SandboxSwitches.Believed : SandboxSwitches.Without(name));
}
