using System.Net.Http.Json;
using System.Text.Json;
using Amazon.EC2;

namespace Portal.Sandbox.Tests.Control;

public sealed class SnapshotTests
{
    private static readonly SandboxDelays Slow = new() { EndpointPending = TimeSpan.FromMinutes(1) };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_restored_world_is_as_it_was_with_its_time_and_stays_so_over_a_restart()
    {
        await using var scene = await Scene.StartAsync(Slow);
        var session = scene.Sandbox.Ec2(await scene.Sandbox.AssumeAsync("storefront-prod"));
        var service = await scene.PublishAsync();
        var id = (await scene.ConnectAsync(service, "app-az1")).VpcEndpointId;
        await scene.AcceptAsync(service, id);
        scene.Sandbox.Clock.Advance(TimeSpan.FromSeconds(30));
        var snapshot = await TakeAsync(scene);
        var calls = await LedgerAsync(scene);

        scene.Sandbox.Clock.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(State.Available, (await scene.EndpointAsync(id)).State);
        var other = (await scene.ConnectAsync(service, "app-az2")).VpcEndpointId;
        await scene.Consumer.DeleteVpcEndpointsAsync(new() { VpcEndpointIds = [id] }, Cancel);

        (await scene.Sandbox.Control.PostAsync($"snapshots/{snapshot}/restore", null, Cancel)).EnsureSuccessStatusCode();
        await CheckAsync();
        await scene.RestartAsync(Slow);
        await CheckAsync();
        scene.Sandbox.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(State.Available, (await scene.EndpointAsync(id)).State);
        Assert.True(await LedgerAsync(scene) > calls);

        async Task CheckAsync()
        {
            Assert.Equal(State.Pending, (await scene.EndpointAsync(id)).State);
            await Refused.AsAsync("InvalidVpcEndpointId.NotFound", () => scene.EndpointAsync(other));
        }
    }

    [Fact]
    public async Task A_session_from_after_the_snapshot_goes_on_in_the_restored_world()
    {
        await using var scene = await Scene.StartAsync();
        var snapshot = await TakeAsync(scene);
        var session = scene.Sandbox.Ec2(await scene.Sandbox.AssumeAsync("storefront-prod"));
        (await scene.Sandbox.Control.PostAsync($"snapshots/{snapshot}/restore", null, Cancel)).EnsureSuccessStatusCode();
        Assert.Single((await session.DescribeVpcsAsync(Cancel)).Vpcs);
    }

    [Fact]
    public async Task Snapshots_are_listed_until_they_are_deleted()
    {
        await using var scene = await Scene.StartAsync();
        var snapshot = await TakeAsync(scene);
        await scene.RestartAsync();
        Assert.Equal(
            snapshot,
            Assert.Single((await scene.Sandbox.Control.GetFromJsonAsync<JsonElement>("snapshots", Cancel)).EnumerateArray()).GetProperty("id").GetString());
        (await scene.Sandbox.Control.DeleteAsync("snapshots/" + snapshot, Cancel)).EnsureSuccessStatusCode();
        Assert.Empty((await scene.Sandbox.Control.GetFromJsonAsync<JsonElement>("snapshots", Cancel)).EnumerateArray());
        Assert.Equal(404, (int)(await scene.Sandbox.Control.PostAsync($"snapshots/{snapshot}/restore", null, Cancel)).StatusCode);
        Assert.Equal(404, (int)(await scene.Sandbox.Control.DeleteAsync("snapshots/..%2Fsandbox", Cancel)).StatusCode);
    }

    private static async Task<string> TakeAsync(Scene scene) =>
        (await (await scene.Sandbox.Control.PostAsync("snapshots", null, Cancel)).EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(Cancel))
            .GetProperty("id")
            .GetString()!;

    private static async Task<int> LedgerAsync(Scene scene) => (await scene.Sandbox.Control.GetStringAsync("ledger", Cancel)).Count(c => c == '\n');
}
