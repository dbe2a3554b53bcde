using System.Net.Http.Json;
using System.Text.Json;
using Amazon.EC2;
using Amazon.Runtime;

namespace Portal.Sandbox.Tests.Faults;

/// <summary>Faults of single calls, each seen through the official SDK.</summary>
public sealed class CallFaultTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_error_takes_the_place_of_the_call_and_changes_nothing()
    {
        await using var scene = await FaultScene.StartAsync();
        await scene.FaultAsync(new
        {
            account = "310000000001",
            action = "CreateVpcEndpoint",
            times = 1,
            effect = new { kind = "error", code = "InternalError", message = "An internal error has occurred" },
        });
        var refusal = await Refused.AsAsync("InternalError", () => scene.ConnectAsync());
        Assert.Equal((500, "An internal error has occurred"), ((int)refusal.StatusCode, refusal.Message));
        Assert.Empty(await scene.ListedAsync());
        await scene.ConnectAsync();
    }

    [Fact]
    public async Task A_rule_applies_only_to_the_account_action_and_region_that_it_names()
    {
        await using var scene = await FaultScene.StartAsync();
        var id = await scene.FaultAsync(
            new { account = "310000000001", action = "DescribeVpc*", region = "us-east-1", effect = new { kind = "error", code = "Unavailable" } });
        Assert.Equal(503, (int)(await Refused.AsAsync("Unavailable", () => scene.Consumer.DescribeVpcsAsync(Cancel))).StatusCode);
        await scene.Consumer.DescribeSubnetsAsync(Cancel);
        await scene.Scene.Provider.DescribeVpcsAsync(Cancel);
        await scene.Scene.Sandbox.Ec2("storefront-prod", "eu-west-1").DescribeVpcsAsync(Cancel);
        Assert.Equal((1, 1), await scene.CountsAsync(id));
        await scene.EndAsync(id);
        await scene.Consumer.DescribeVpcsAsync(Cancel);
    }

    [Theory]
    [InlineData("nth", 3, "..x......")]
    [InlineData("every", 3, "..x..x..x")]
    [InlineData("times", 2, "xx.......")]
    public async Task It_applies_to_the_nth_every_nth_or_the_first_calls(string member, int number, string expected)
    {
        await using var scene = await FaultScene.StartAsync();
        await scene.FaultAsync(
            new Dictionary<string, object> { ["action"] = "DescribeVpcs", [member] = number, ["effect"] = new { kind = "error", code = "InternalError" } });
        Assert.Equal(expected, await FailedCallsAsync(scene, expected.Length));
    }

    [Fact]
    public async Task Chance_is_a_function_of_the_seed_and_goes_on_over_a_restart()
    {
        await using var first = await FaultScene.StartAsync();
        await using var second = await FaultScene.StartAsync();
        var rule = new { action = "DescribeVpcs", probability = 0.4, seed = 7, effect = new { kind = "error", code = "InternalError" } };
        await first.FaultAsync(rule);
        await second.FaultAsync(rule);
        var whole = await FailedCallsAsync(first, 30);
        var half = await FailedCallsAsync(second, 15);
        await second.Scene.RestartAsync();
        Assert.Equal(whole, half + await FailedCallsAsync(second, 15));
        Assert.InRange(whole.Count(c => c == 'x'), 6, 18);
    }

    [Fact]
    public async Task A_slow_call_is_answered_when_its_time_has_passed()
    {
        await using var scene = await FaultScene.StartAsync();
        var id = await scene.FaultAsync(new { action = "DescribeVpcs", effect = new { kind = "latency", seconds = 30 } });
        var slow = scene.Consumer.DescribeVpcsAsync(Cancel);
        await ArrivedAsync(scene, id, 1);
        await scene.Consumer.DescribeSubnetsAsync(Cancel);
        Assert.False(slow.IsCompleted);

        // The call is counted a moment before it begins to wait; time passes until it has been there for all of it.
        while (!slow.IsCompleted)
        {
            scene.Scene.Sandbox.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.Single((await slow).Vpcs);
    }

    [Fact]
    public async Task A_lost_reply_leaves_its_work_done()
    {
        await using var scene = await FaultScene.StartAsync();
        await scene.FaultAsync(new { action = "CreateVpcEndpoint", effect = new { kind = "lostReply" } });
        var wish = scene.Scene.Wish(scene.Service, "app-az1");
        wish.ClientToken = "token-1";
        await Assert.ThrowsAnyAsync<Exception>(() => scene.Consumer.CreateVpcEndpointAsync(wish, Cancel));
        var made = Assert.Single(await scene.ListedAsync());
        Assert.Contains(made, await scene.Control.GetStringAsync("ledger?action=CreateVpcEndpoint&status=200", Cancel), StringComparison.Ordinal);
        (await scene.Control.DeleteAsync("faults", Cancel)).EnsureSuccessStatusCode();
        Assert.Equal(made, (await scene.Consumer.CreateVpcEndpointAsync(wish, Cancel)).VpcEndpoint.VpcEndpointId);
    }

    [Fact]
    public async Task A_reset_comes_before_any_work()
    {
        await using var scene = await FaultScene.StartAsync();
        var id = await scene.FaultAsync(new { action = "CreateVpcEndpoint", effect = new { kind = "reset" } });
        var failure = await Assert.ThrowsAnyAsync<Exception>(() => scene.ConnectAsync());
        Assert.IsNotType<AmazonEC2Exception>(failure);
        Assert.Empty(await scene.ListedAsync());
        Assert.Empty(await scene.Control.GetStringAsync("ledger?action=CreateVpcEndpoint", Cancel));
        Assert.True((await scene.CountsAsync(id)).Struck > 0);
    }

    [Fact]
    public async Task Several_rules_apply_to_one_call_together()
    {
        await using var scene = await FaultScene.StartAsync();
        var first = await scene.FaultAsync(new { action = "DescribeVpcs", every = 2, effect = new { kind = "error", code = "InternalError" } });
        var second = await scene.FaultAsync(new { action = "Describe*", nth = 1, effect = new { kind = "error", code = "Unavailable" } });
        Assert.Equal("xx.x", await FailedCallsAsync(scene, 4));
        Assert.Equal(((4, 2), (4, 1)), (await scene.CountsAsync(first), await scene.CountsAsync(second)));
    }

    [Fact]
    public async Task A_wrong_rule_is_refused_with_everything_that_is_wrong()
    {
        await using var scene = await FaultScene.StartAsync();
        Assert.Equal(["nth", "times", "probability", "effect.kind"], await ProblemsAsync(new { nth = 0, times = 0, probability = 2 }));
        Assert.Equal(["effect.code", "effect.status"], await ProblemsAsync(new { effect = new { kind = "error", status = 200 } }));
        Assert.Equal(["effect.seconds"], await ProblemsAsync(new { effect = new { kind = "stale" } }));
        Assert.Equal(
            ["effect.zone", "zoneLoss stands as long as the rule does"],
            await ProblemsAsync(new { action = "DescribeVpcs", effect = new { kind = "zoneLoss" } }));
        Assert.StartsWith("The body is not the JSON", Assert.Single(await ProblemsAsync(new { effect = new { kind = "meteor" } })), StringComparison.Ordinal);
        Assert.StartsWith(
            "The body is not the JSON", Assert.Single(await ProblemsAsync(new { acount = "1", effect = new { kind = "reset" } })), StringComparison.Ordinal);
        Assert.Empty((await scene.Control.GetFromJsonAsync<JsonElement>("faults", Cancel)).EnumerateArray());
        Assert.Equal(404, (int)(await scene.Control.DeleteAsync("faults/fault-9", Cancel)).StatusCode);

        async Task<List<string>> ProblemsAsync(object rule)
        {
            var reply = await scene.Control.PostAsJsonAsync("faults", rule, Cancel);
            Assert.Equal(400, (int)reply.StatusCode);
            return [.. (await reply.Content.ReadFromJsonAsync<JsonElement>(Cancel))
                .GetProperty("errors")
                .EnumerateArray()
                .Select(error => error.GetString()!.Split(':')[0])];
        }
    }

    private static async Task<string> FailedCallsAsync(FaultScene scene, int calls)
    {
        var failed = "";
        for (var i = 0; i < calls; i++)
        {
            try
            {
                await scene.Consumer.DescribeVpcsAsync(Cancel);
                failed += '.';
            }
            catch (AmazonServiceException)
            {
                failed += 'x';
            }
        }

        return failed;
    }

    private static async Task ArrivedAsync(FaultScene scene, string id, int count)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while ((await scene.CountsAsync(id)).Seen < count)
        {
            limit.Token.ThrowIfCancellationRequested();
        }
    }
}
