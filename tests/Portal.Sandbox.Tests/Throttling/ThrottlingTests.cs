using System.Net.Http.Json;
using Amazon.EC2;

namespace Portal.Sandbox.Tests.Throttling;

public sealed class ThrottlingTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_is_throttled_unless_it_is_switched_on()
    {
        await using var scene = await Scene.StartAsync();
        for (var i = 0; i < 12; i++)
        {
            await RefusedAsNotFoundAsync(scene);
        }
    }

    [Fact]
    public async Task Four_changes_of_endpoints_go_through_at_once_and_one_more_every_three_seconds_and_a_third()
    {
        await using var scene = await Scene.StartAsync(throttling: SandboxThrottling.Believed);
        for (var i = 0; i < 4; i++)
        {
            await RefusedAsNotFoundAsync(scene);
        }

        await RefusedForLimitAsync(scene.Consumer);
        scene.Sandbox.Clock.Advance(TimeSpan.FromSeconds(3));
        await RefusedForLimitAsync(scene.Consumer);
        scene.Sandbox.Clock.Advance(TimeSpan.FromSeconds(0.5));
        await RefusedAsNotFoundAsync(scene);
        await RefusedForLimitAsync(scene.Consumer);
        Assert.Contains(
            "\"errorCode\":\"RequestLimitExceeded\"", await scene.Sandbox.Control.GetStringAsync("ledger?status=503", Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_account_region_and_action_has_a_bucket_of_its_own()
    {
        await using var scene = await Scene.StartAsync(throttling: SandboxThrottling.Believed);
        for (var i = 0; i < 4; i++)
        {
            await RefusedAsNotFoundAsync(scene);
        }

        await RefusedForLimitAsync(scene.Consumer);
        await scene.Consumer.DeleteVpcEndpointsAsync(new() { VpcEndpointIds = ["vpce-0123456789abcdef0"] }, Cancel);
        await Refused.AsAsync("InvalidVpcEndpointId.NotFound", () => ChangeAsync(scene.Sandbox.Ec2("storefront-prod", "eu-west-1")));
        await Refused.AsAsync("InvalidVpcEndpointId.NotFound", () => ChangeAsync(scene.Sandbox.Ec2("quarry-saas")));
    }

    [Fact]
    public async Task The_accounts_of_an_organisation_share_a_bucket_beside_their_own()
    {
        await using var scene = await Scene.StartAsync();
        var bucket =
            new { service = "ec2", actions = (string[])["ModifyVpcEndpoint"], size = 4, perSecond = 0.3, organizationSize = 5, organizationPerSecond = 1 };
        (await scene.Sandbox.Control.PutAsJsonAsync("throttling", new { enabled = true, buckets = (object[])[bucket] }, Cancel)).EnsureSuccessStatusCode();
        for (var i = 0; i < 4; i++)
        {
            await RefusedAsNotFoundAsync(scene);
        }

        await Refused.AsAsync("InvalidVpcEndpointId.NotFound", () => ChangeAsync(scene.Provider));
        await RefusedForLimitAsync(scene.Provider);
        await Refused.AsAsync("InvalidVpcEndpointId.NotFound", () => ChangeAsync(scene.Sandbox.Ec2("quarry-saas")));
    }

    [Fact]
    public async Task Elastic_load_balancing_says_it_in_its_own_words()
    {
        await using var sandbox = await TestSandbox.StartAsync(throttling: SandboxThrottling.Believed with
        {
            Buckets = [new() { Service = "elasticloadbalancing", Actions = ["Describe*"], Size = 1, PerSecond = 1 }],
        });
        var elb = sandbox.Elb(sandbox.Keys("payments-prod"));
        await elb.DescribeLoadBalancersAsync(new Amazon.ElasticLoadBalancingV2.Model.DescribeLoadBalancersRequest(), Cancel);
        var refusal = await Refused.AsAsync(
            "Throttling", () => elb.DescribeLoadBalancersAsync(new Amazon.ElasticLoadBalancingV2.Model.DescribeLoadBalancersRequest(), Cancel));
        Assert.Equal((400, "Rate exceeded"), ((int)refusal.StatusCode, refusal.Message));
    }

    private static Task<Amazon.EC2.Model.ModifyVpcEndpointResponse> ChangeAsync(AmazonEC2Client ec2) =>
        ec2.ModifyVpcEndpointAsync(new() { VpcEndpointId = "vpce-0123456789abcdef0", ResetPolicy = true }, Cancel);

    private static Task<Amazon.Runtime.AmazonServiceException> RefusedAsNotFoundAsync(Scene scene) =>
        Refused.AsAsync("InvalidVpcEndpointId.NotFound", () => ChangeAsync(scene.Consumer));

    private static async Task RefusedForLimitAsync(AmazonEC2Client ec2)
    {
        var refusal = await Refused.AsAsync("RequestLimitExceeded", () => ChangeAsync(ec2));
        Assert.Equal((503, "Request limit exceeded."), ((int)refusal.StatusCode, refusal.Message));
    }
}
