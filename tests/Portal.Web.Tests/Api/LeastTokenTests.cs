using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Portal.Domain.Accounts;
using Portal.Infrastructure.Security;

namespace Portal.Web.Tests.Api;

/// <summary>The main job by programs, each of which has a token for its own part of it and for nothing else.</summary>
public sealed class LeastTokenTests(ApiHost host)
{
    private static readonly TokenScope[] Scopes = [TokenScope.Read, TokenScope.Request, TokenScope.Decide, TokenScope.Publish, TokenScope.Admin];

    private readonly List<HttpClient> _programs = [];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Programs_publish_request_decide_watch_and_delete_each_with_its_own_token_and_no_token_does_anything_else()
    {
        var (reads, publishes) = (await ProgramAsync("nora", TokenScope.Read), await ProgramAsync("priya", TokenScope.Publish));
        var (asks, nora, priya) =
            (await ProgramAsync("chen", TokenScope.Request), await ProgramAsync("nora", TokenScope.Decide), await ProgramAsync("priya", TokenScope.Decide));

        var service = (await PostAsync(publishes, "services", host.Service("Payments for programs"))).GetProperty("id").GetString()!;
        await UntilAsync(reads, $"services/{service}", "available");
        var request = host.Request();
        request["serviceId"] = service;
        var preview = await PostAsync(asks, "connections/preview", request);
        var connection = (await PostAsync(asks, "connections", request)).GetProperty("id").GetString()!;
        var waiting = await GetAsync(reads, $"connections/{connection}");
        Assert.Equal(preview.GetProperty("planHash").GetString(), waiting.GetProperty("planHash").GetString());
        foreach (var approver in new[] { nora, priya })
        {
            await PostAsync(
                approver, $"reviews/{waiting.GetProperty("reviewId").GetString()}/decisions",
                new { decision = "approve", planHash = waiting.GetProperty("planHash").GetString() });
        }

        var live = await GetAsync(reads, $"connections/{connection}?waitFor=available&timeout=60");
        Assert.Equal("available", live.GetProperty("stage").GetString());
        using (var delete = new HttpRequestMessage(HttpMethod.Delete, $"connections/{connection}"))
        {
            delete.Headers.IfMatch.Add(new($"\"{live.GetProperty("version").GetInt32()}\""));
            using var deleting = await asks.SendAsync(delete, Cancel);
            Assert.Equal(HttpStatusCode.Accepted, deleting.StatusCode);
        }

        Assert.Equal("deleted", (await GetAsync(reads, $"connections/{connection}?waitFor=deleted&timeout=60")).GetProperty("stage").GetString());
        await NothingElseAsync(reads, TokenScope.Read, service, connection);
        await NothingElseAsync(publishes, TokenScope.Publish, service, connection);
        await NothingElseAsync(asks, TokenScope.Request, service, connection);
        await NothingElseAsync(nora, TokenScope.Decide, service, connection);
        _programs.ForEach(program => program.Dispose());
    }

    /// <summary>Every operation of the document that needs another scope is refused, and the refusal names the scope.</summary>
    private async Task NothingElseAsync(HttpClient program, TokenScope scope, string service, string connection)
    {
        var refused = new Dictionary<string, int>();
        foreach (var operation in host.Contract.Operations)
        {
            var needed = (string)Assert.Single((JsonArray)operation.Definition["security"]![0]!["token"]!)!;
            if (needed.Equals(scope.ToString(), StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            var path = operation.Path["/api/v1/".Length..]
                .Replace("{id}", operation.Path.Contains("/services/", StringComparison.Ordinal) ? service : connection, StringComparison.Ordinal)
                .Replace("{accountId}", "310000000001", StringComparison.Ordinal).Replace("{key}", "Owner", StringComparison.Ordinal)
                .Replace("{vpcEndpointId}", "vpce-0123456789abcdef0", StringComparison.Ordinal);
            using var request = new HttpRequestMessage(new(operation.Method), path);
            request.Headers.IfMatch.Add(EntityTagHeaderValue.Any);
            request.Content = operation.Method is "GET" or "DELETE" ? null : JsonContent.Create(new { });
            using var reply = await program.SendAsync(request, Cancel);
            Assert.True(reply.StatusCode == HttpStatusCode.Forbidden, $"{scope}: {operation.Id}: {reply.StatusCode}");
            Assert.Contains($"scope {needed}", (await reply.ReadAsync()).GetProperty("detail").GetString(), StringComparison.Ordinal);
            refused[needed] = refused.GetValueOrDefault(needed) + 1;
        }

        Assert.Equal(Scopes.Where(other => other != scope).Select(other => other.ToString().ToLowerInvariant()).Order(), refused.Keys.Order());
    }

    private async Task<HttpClient> ProgramAsync(string who, TokenScope scope)
    {
        var program = host.As(null);
        _programs.Add(program);
        var token = await host.Get<ApiTokens>().MakeAsync(await host.ActorAsync(who), new($"Least {scope}", [scope], 1, null), Cancel);
        program.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return program;
    }

    private static async Task<JsonElement> GetAsync(HttpClient program, string path)
    {
        using var reply = await program.GetAsync(new Uri(path, UriKind.Relative), Cancel);
        var told = await reply.ReadAsync();
        Assert.True(reply.StatusCode == HttpStatusCode.OK, $"GET {path}: {reply.StatusCode} {told}");
        return told;
    }

    private static async Task<JsonElement> PostAsync(HttpClient program, string path, object body)
    {
        using var reply = await program.PostAsJsonAsync(path, body, Cancel);
        var told = await reply.ReadAsync();
        Assert.True(reply.IsSuccessStatusCode, $"POST {path}: {reply.StatusCode} {told}");
        return told;
    }

    private static async Task UntilAsync(HttpClient program, string path, string stage)
    {
        while ((await GetAsync(program, path)).GetProperty("stage").GetString() != stage)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), Cancel);
        }
    }
}
