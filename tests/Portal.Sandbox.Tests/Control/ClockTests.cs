using System.Net.Http.Json;
using System.Text.Json;
using Amazon.EC2;

namespace Portal.Sandbox.Tests.Control;

public sealed class ClockTests
{
    private static readonly SandboxDelays Slow = new() { EndpointPending = TimeSpan.FromMinutes(30) };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Moving_the_clock_on_moves_the_world_and_leaves_signatures_and_sessions_alone()
    {
        await using var scene = await Scene.StartAsync(Slow);
        var session = scene.Sandbox.Ec2(await scene.Sandbox.AssumeAsync("storefront-prod"));
        var service = await scene.PublishAsync();
        var id = (await scene.ConnectAsync(service, "app-az1")).VpcEndpointId;
        await scene.AcceptAsync(service, id);
        await PutAsync(scene, new { advance = "00:29:59" });
        Assert.Equal(State.Pending, (await scene.EndpointAsync(id)).State);
        await PutAsync(scene, new { advance = "00:00:01" });
        Assert.Equal(State.Available, (await scene.EndpointAsync(id)).State);
        await PutAsync(scene, new { advance = "3.00:00:00" });
        await session.DescribeVpcsAsync(Cancel);
    }

    [Fact]
    public async Task A_frozen_world_stands_still_also_over_a_restart_and_goes_on_from_there()
    {
        await using var scene = await Scene.StartAsync(Slow);
        var service = await scene.PublishAsync();
        var id = (await scene.ConnectAsync(service, "app-az1")).VpcEndpointId;
        await scene.AcceptAsync(service, id);
        var frozen = await PutAsync(scene, new { frozen = true });
        scene.Sandbox.Clock.Advance(TimeSpan.FromMinutes(4));
        await scene.RestartAsync(Slow);
        Assert.Equal(frozen.GetProperty("now").GetDateTimeOffset(), (await ShownAsync(scene)).GetProperty("now").GetDateTimeOffset());
        await PutAsync(scene, new { frozen = false, advance = "00:29:59" });
        Assert.Equal(State.Pending, (await scene.EndpointAsync(id)).State);
        scene.Sandbox.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(State.Available, (await scene.EndpointAsync(id)).State);
    }

    [Fact]
    public async Task It_never_goes_back_by_itself()
    {
        await using var scene = await Scene.StartAsync();
        Assert.Equal(400, (int)(await scene.Sandbox.Control.PutAsJsonAsync("clock", new { advance = "-00:00:01" }, Cancel)).StatusCode);
        Assert.Equal(400, (int)(await scene.Sandbox.Control.PutAsJsonAsync("clock", new { }, Cancel)).StatusCode);
    }

    private static Task<JsonElement> ShownAsync(Scene scene) => scene.Sandbox.Control.GetFromJsonAsync<JsonElement>("clock", Cancel);

    private static async Task<JsonElement> PutAsync(Scene scene, object wish) =>
        await (await scene.Sandbox.Control.PutAsJsonAsync("clock", wish, Cancel)).EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(Cancel);
}
