using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Portal.Web.Tests.Api.Contract;

/// <summary>The demo's people, who do something over the API and take no refusal.</summary>
internal sealed class ApiLife(ApiHost host, CancellationToken cancellationToken) : IDisposable
{
    private readonly Dictionary<string, HttpClient> _people = [];

    /// <summary>Which operations were answered here.</summary>
    public HashSet<string> Answered { get; } = [];

    public void Dispose()
    {
        foreach (var client in _people.Values)
        {
            client.Dispose();
        }
    }

    public Task<JsonElement> GetAsync(string who, string path) => AskAsync(who, HttpMethod.Get, path, null);

    public Task<JsonElement> PostAsync(string who, string path, object? body = null) => AskAsync(who, HttpMethod.Post, path, body);

    public Task<JsonElement> PatchAsync(string who, string path, object body) => AskAsync(who, HttpMethod.Patch, path, body);

    public Task<JsonElement> PutAsync(string who, string path, object body) => AskAsync(who, HttpMethod.Put, path, body);

    public Task<JsonElement> DeleteAsync(string who, string path) => AskAsync(who, HttpMethod.Delete, path, null);

    /// <summary>Reads it until something holds; the test's time limit ends it.</summary>
    public async Task<JsonElement> UntilAsync(string who, string path, Func<JsonElement, bool> holds)
    {
        while (true)
        {
            if (await GetAsync(who, path) is var seen && holds(seen))
            {
                return seen;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), cancellationToken);
        }
    }

    public async Task<JsonElement> ConnectionAsync(string id, string stage)
    {
        var seen = await GetAsync("Nora", $"connections/{id}?waitFor={stage}&timeout=60");
        Assert.Equal(stage, seen.GetProperty("stage").GetString());
        return seen;
    }

    public async Task<string> PublishedAsync(Dictionary<string, object?> wish)
    {
        var id = IdOf(await PostAsync("Priya", "services", wish));
        await UntilAsync("Priya", $"services/{id}", service => service.GetProperty("stage").GetString() == "available");
        return id;
    }

    public async Task<string> RequestedAsync(string who, Dictionary<string, object?> request) => IdOf(await PostAsync(who, "connections", request));

    /// <summary>A request that Nora and Priya have approved.</summary>
    public async Task<string> ApprovedAsync(string who, Dictionary<string, object?> request)
    {
        var id = await RequestedAsync(who, request);
        await ApproveAsync(id);
        return id;
    }

    /// <summary>An endpoint that somebody of Chen's has made by hand, and that the portal takes over.</summary>
    public async Task AdoptedAsync(string service, string alias)
    {
        var shown = await GetAsync("Priya", $"services/{service}");
        var endpoint = await host.MakeEndpointAsync(alias, shown.GetProperty("aws").GetProperty("serviceName").GetString()!, cancellationToken);
        await PostAsync("Priya", $"services/{service}/retry");
        await UntilAsync("Chen", "arrivals", page => page.GetRawText().Contains(endpoint, StringComparison.Ordinal));
        var id = IdOf(await PostAsync("Chen", $"arrivals/{endpoint}/adoption", new { justification = "It carries checkouts already" }));
        await ApproveAsync(id);
        Assert.Equal(endpoint, (await ConnectionAsync(id, "available")).GetProperty("adoptedEndpointId").GetString());
    }

    private async Task ApproveAsync(string id)
    {
        var review = (await GetAsync("Nora", $"connections/{id}")).GetProperty("reviewId").GetString()!;
        await DecideAsync("Nora", review, "approve");
        await DecideAsync("Priya", review, "approve");
    }

    public async Task<JsonElement> DecideAsync(string who, string review, string decision, string? reason = null) => await PostAsync(
        who, $"reviews/{review}/decisions",
        new { decision, reason, planHash = (await GetAsync(who, $"reviews/{review}")).GetProperty("planHash").GetString() });

    public static string IdOf(JsonElement receipt) => receipt.GetProperty("id").GetString()!;

    private async Task<JsonElement> AskAsync(string who, HttpMethod method, string path, object? body)
    {
        var client = _people.TryGetValue(who, out var known) ? known : _people[who] = host.As(who);
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        if (method == HttpMethod.Post)
        {
            request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString());
        }
        else if (method != HttpMethod.Get)
        {
            request.Headers.IfMatch.Add(EntityTagHeaderValue.Any);
        }

        using var reply = await client.SendAsync(request, cancellationToken);
        var told = await reply.ReadAsync();
        Assert.True(reply.IsSuccessStatusCode, $"{who}: {method} {path}: {(int)reply.StatusCode} {told}");
        Answered.Add(host.Contract.Find(request)!.Id);
        return told;
    }
}
