using System.Net.Http.Json;
using System.Text.Json;
using Amazon.EC2;
using Amazon.EC2.Model;

namespace Portal.Sandbox.Tests.Faults;

/// <summary>The two sides with a published service, and rules made over the control API.</summary>
internal sealed class FaultScene : IAsyncDisposable
{
    private FaultScene(Scene scene, ServiceConfiguration service)
    {
        Scene = scene;
        Service = service;
    }

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public Scene Scene { get; }

    public ServiceConfiguration Service { get; }

    public AmazonEC2Client Consumer => Scene.Consumer;

    public HttpClient Control => Scene.Sandbox.Control;

    public static async Task<FaultScene> StartAsync(SandboxDelays? delays = null)
    {
        var scene = await Scene.StartAsync(delays);
        return new(scene, await scene.PublishAsync());
    }

    public Task<string> FaultAsync(object rule) => new Rules(Scene.Sandbox).AddAsync(rule);

    public Task EndAsync(string id) => new Rules(Scene.Sandbox).EndAsync(id);

    /// <summary>How many matching calls the rule has seen, and how many of them it was applied to.</summary>
    public async Task<(int Seen, int Struck)> CountsAsync(string id)
    {
        var rule = (await Control.GetFromJsonAsync<JsonElement>("faults", Cancel)).EnumerateArray().Single(rule => rule.GetProperty("id").GetString() == id);
        return (rule.GetProperty("seen").GetInt32(), rule.GetProperty("struck").GetInt32());
    }

    public async Task<string> ConnectAsync(params string[] subnets) => (await Scene.ConnectAsync(Service, subnets is [] ? ["app-az1"] : subnets)).VpcEndpointId;

    public async Task<List<string>> ListedAsync() =>
        [.. ((await Consumer.DescribeVpcEndpointsAsync(new(), Cancel)).VpcEndpoints ?? []).Select(endpoint => endpoint.VpcEndpointId)];

    public ValueTask DisposeAsync() => Scene.DisposeAsync();
}
