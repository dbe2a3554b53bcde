using System.Net.Http.Json;
using System.Text.Json;

namespace Portal.Sandbox.Tests.Holds;

public sealed class HoldTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_call_held_before_its_effect_has_none_until_it_is_released()
    {
        await using var scene = await Scene.StartAsync();
        var service = await scene.PublishAsync();
        var hold = await HoldAsync(scene, new { action = "CreateVpcEndpoint", when = "before" });
        var call = scene.ConnectAsync(service, "app-az1");
        await WaitingAsync(scene, 1);
        Assert.Empty((await scene.Consumer.DescribeVpcEndpointsAsync(new(), Cancel)).VpcEndpoints ?? []);
        await ReleaseAsync(scene, hold);
        Assert.NotNull((await call).VpcEndpointId);
    }

    [Fact]
    public async Task A_call_held_after_its_effect_is_in_state_and_ledger_and_survives_a_restart()
    {
        await using var scene = await Scene.StartAsync();
        var service = await scene.PublishAsync();
        await HoldAsync(scene, new { action = "CreateVpcEndpoint", account = "310000000001", when = "after", times = 1 });
        var call = scene.ConnectAsync(service, "app-az1");
        await WaitingAsync(scene, 1);
        var id = Assert.Single((await scene.Consumer.DescribeVpcEndpointsAsync(new(), Cancel)).VpcEndpoints).VpcEndpointId;
        Assert.Contains($"[\"{id}\"]", await scene.Sandbox.Control.GetStringAsync("ledger?action=CreateVpcEndpoint", Cancel), StringComparison.Ordinal);
        Assert.False(call.IsCompleted);

        await scene.RestartAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => call);
        Assert.Equal(id, (await scene.EndpointAsync(id)).VpcEndpointId);
    }

    [Fact]
    public async Task A_hold_takes_only_what_it_names_and_as_often_as_it_says()
    {
        await using var scene = await Scene.StartAsync();
        var hold = await HoldAsync(scene, new { action = "DescribeVpcs", account = "310000000001", when = "before", times = 1 });
        var held = scene.Consumer.DescribeVpcsAsync(Cancel);
        await WaitingAsync(scene, 1);
        await scene.Consumer.DescribeVpcsAsync(Cancel);
        await scene.Provider.DescribeVpcsAsync(Cancel);
        await scene.Consumer.DescribeSubnetsAsync(Cancel);
        Assert.False(held.IsCompleted);
        await ReleaseAsync(scene, hold);
        Assert.Single((await held).Vpcs);
    }

    [Fact]
    public async Task A_held_call_whose_client_went_away_is_still_made_when_released()
    {
        await using var scene = await Scene.StartAsync();
        var service = await scene.PublishAsync();
        var hold = await HoldAsync(scene, new { action = "CreateVpcEndpoint", when = "before" });
        using var impatient = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var call = scene.Consumer.CreateVpcEndpointAsync(scene.Wish(service, "app-az1"), impatient.Token);
        await WaitingAsync(scene, 1);
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await ReleaseAsync(scene, hold);
        await Eventually(async () => ((await scene.Consumer.DescribeVpcEndpointsAsync(new(), Cancel)).VpcEndpoints ?? []).Count == 1);
    }

    [Fact]
    public async Task A_wish_that_says_too_little_is_refused_with_all_its_errors()
    {
        await using var sandbox = await TestSandbox.StartAsync();
        var reply = await sandbox.Control.PostAsJsonAsync("holds", new { times = 0 }, Cancel);
        Assert.Equal(400, (int)reply.StatusCode);
        Assert.Equal(3, (await reply.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("errors").GetArrayLength());
        Assert.Equal(400, (int)(await sandbox.Control.PostAsync("holds", new StringContent("{\"when\":\"sometime\"}"), Cancel)).StatusCode);
        Assert.Equal(404, (int)(await sandbox.Control.DeleteAsync("holds/hold-9", Cancel)).StatusCode);
    }

    private static async Task<string> HoldAsync(Scene scene, object wish)
    {
        var reply = await scene.Sandbox.Control.PostAsJsonAsync("holds", wish, Cancel);
        return (await reply.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("id").GetString()!;
    }

    private static async Task ReleaseAsync(Scene scene, string id) =>
        (await scene.Sandbox.Control.DeleteAsync("holds/" + id, Cancel)).EnsureSuccessStatusCode();

    private static Task WaitingAsync(Scene scene, int count) => Eventually(async () =>
        (await scene.Sandbox.Control.GetFromJsonAsync<JsonElement>("holds", Cancel))
            .EnumerateArray()
            .Sum(hold => hold.GetProperty("requestIds").GetArrayLength()) == count);

    /// <summary>Asks over HTTP again and again, at most for ten seconds: the call under test runs in another connection.</summary>
    private static async Task Eventually(Func<Task<bool>> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (!await condition())
        {
            limit.Token.ThrowIfCancellationRequested();
        }
    }
}
