using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Portal.Web.Tests.Api;

/// <summary>A host of its own, whose PostgreSQL is stopped and started again.</summary>
[Collection(HostsOfTheirOwn.Name)]
public sealed class DatabaseAwayTests(DatabaseAwayTests.Host host) : IClassFixture<DatabaseAwayTests.Host>
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task With_the_database_away_every_endpoint_says_so_and_when_to_try_again_and_the_log_has_one_line_until_it_is_back()
    {
        var api = host.Api;
        var connection = await api.RequestConnectionAsync();
        using var chen = api.As("Chen");
        await UntilAsync(async () => await StatusAsync(chen, "/health/ready") == HttpStatusCode.OK);
        api.Log.Clear();

        await api.StopDatabaseAsync();
        // The first ones meet what broke, before anybody knows more.
        await AwayAsync(chen, HttpMethod.Get, $"connections/{connection}");
        await AwayAsync(chen, HttpMethod.Delete, $"connections/{connection}");
        await UntilAsync(() => Task.FromResult(api.DatabaseIsAway));
        foreach (var route in api.Routes.Where(route => route.RoutePattern.RawText?.StartsWith("/api/v1/", StringComparison.Ordinal) == true))
        {
            var path = route.RoutePattern.RawText!["/api/v1/".Length..].Replace("{id:guid}", connection, StringComparison.Ordinal)
                .Replace("{**path}", "", StringComparison.Ordinal);
            foreach (var method in route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"])
            {
                await AwayAsync(chen, new HttpMethod(method), path);
            }
        }

        using (var stranger = api.As(null))
        {
            stranger.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "nobody's");
            await AwayAsync(stranger, HttpMethod.Get, "connections");
        }

        await SignInSaysSoAsync(chen);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await StatusAsync(chen, "/health/ready"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(chen, "/health/live"));

        await api.StartDatabaseAsync();
        await UntilAsync(async () => await StatusAsync(chen, "/health/ready") == HttpStatusCode.OK);
        var after = await chen.GetFromJsonAsync<JsonElement>($"connections/{connection}", Cancel);
        Assert.Equal("awaitingApproval", after.GetProperty("stage").GetString());
        Assert.Equal(HttpStatusCode.Accepted, (await SendAsync(chen, HttpMethod.Delete, $"connections/{connection}")).StatusCode);
        var troubles = api.Log.Troubles;
        Assert.True(troubles is [{ Level: LogLevel.Error, Exception: null }], string.Join(Environment.NewLine, troubles));
        Assert.StartsWith("The database does not answer: ", troubles[0].Text, StringComparison.Ordinal);
        Assert.Single(api.Log.Lines, line => line.Text.StartsWith("The database answers again after ", StringComparison.Ordinal));
    }

    private static async Task AwayAsync(HttpClient client, HttpMethod method, string path)
    {
        using var reply = await SendAsync(client, method, path);
        Assert.True(reply.StatusCode == HttpStatusCode.ServiceUnavailable, $"{method} {path}: {reply.StatusCode}");
        Assert.Equal(TimeSpan.FromSeconds(5), reply.Headers.RetryAfter?.Delta);
        Assert.Equal("application/problem+json", reply.Content.Headers.ContentType?.MediaType);
        Assert.Equal(
            "The portal's database does not answer; nothing was changed. Try again in 5 seconds.", (await reply.ReadAsync()).GetProperty("detail").GetString());
    }

    /// <summary>A person who signs in gets a page.</summary>
    private static async Task SignInSaysSoAsync(HttpClient client)
    {
        var page = await client.GetStringAsync("/sign-in", Cancel);
        var token = System.Text.RegularExpressions.Regex.Match(page, "name=\"__RequestVerificationToken\" value=\"([^\"]+)\"").Groups[1].Value;
        using var signIn = new FormUrlEncodedContent([new("subject", "chen"), new("__RequestVerificationToken", token)]);
        using var reply = await client.PostAsync("/sign-in/persona", signIn, Cancel);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "text/html"), (reply.StatusCode, reply.Content.Headers.ContentType?.MediaType));
        Assert.NotNull(reply.Headers.RetryAfter?.Delta);
        Assert.Contains("The portal&#x27;s database does not answer", await reply.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, HttpMethod method, string path)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.IfMatch.Add(EntityTagHeaderValue.Any);
        return await client.SendAsync(request, Cancel);
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string path)
    {
        using var reply = await client.GetAsync(path, Cancel);
        return reply.StatusCode;
    }

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        limit.CancelAfter(Timeout);
        while (!await condition())
        {
            await Task.Delay(50, limit.Token);
        }
    }

    public sealed class Host : IAsyncLifetime
    {
        public ApiHost Api { get; } = new();

        public ValueTask InitializeAsync() => Api.InitializeAsync();

        public ValueTask DisposeAsync() => Api.DisposeAsync();
    }
}
