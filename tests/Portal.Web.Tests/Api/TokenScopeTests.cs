using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Routing;
using Portal.Domain.Accounts;
using Portal.Infrastructure.Security;
using Portal.Web.Security;

namespace Portal.Web.Tests.Api;

/// <summary>What a token reaches to: each route needs one scope, and the table has to know them all.</summary>
public sealed class TokenScopeTests(ApiHost host)
{
    private const string Unknown = "0190c0de-0000-7000-8000-000000000000";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void Every_route_needs_the_scope_of_what_it_is_about()
    {
        var wrong = host.Routes.Where(IsApi).SelectMany(route => Methods(route).Select(method => (route, method)))
            .Where(one => ScopeRule.Of([one.method], one.route.Metadata) != Expected(one.method, one.route.RoutePattern.RawText!["/api/v1/".Length..]))
            .Select(one => $"{one.method} {one.route.RoutePattern.RawText}");

        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData(TokenScope.Read, "GET", "connections", HttpStatusCode.OK)]
    [InlineData(TokenScope.Read, "POST", "connections", HttpStatusCode.Forbidden)]
    [InlineData(TokenScope.Request, "POST", "connections", HttpStatusCode.BadRequest)]
    [InlineData(TokenScope.Request, "GET", "connections", HttpStatusCode.Forbidden)]
    [InlineData(TokenScope.Request, "POST", "services", HttpStatusCode.Forbidden)]
    [InlineData(TokenScope.Request, "POST", $"connections/{Unknown}/cut-off", HttpStatusCode.Forbidden)]
    [InlineData(TokenScope.Decide, "POST", $"reviews/{Unknown}/decisions", HttpStatusCode.UnprocessableEntity)]
    [InlineData(TokenScope.Publish, "POST", $"reviews/{Unknown}/decisions", HttpStatusCode.Forbidden)]
    [InlineData(TokenScope.Publish, "DELETE", "accounts/310000000001/tags/Owner", HttpStatusCode.Forbidden)]
    [InlineData(TokenScope.Admin, "DELETE", "accounts/310000000001/tags/Owner", HttpStatusCode.NoContent)]
    public async Task A_token_does_what_its_scope_says_and_nothing_else(TokenScope scope, string method, string path, HttpStatusCode expected)
    {
        using var program = await ProgramAsync(new($"{scope} {method} {path}"[..Math.Min(60, $"{scope} {method} {path}".Length)], [scope], 1, null));

        using var reply = await program.SendAsync(
            new HttpRequestMessage(new HttpMethod(method), path) { Content = method == "POST" ? JsonContent.Create(new { }) : null }, Cancel);

        var said = await reply.Content.ReadAsStringAsync(Cancel);
        Assert.True(expected == reply.StatusCode, said);
        Assert.Equal(expected == HttpStatusCode.Forbidden, said.Contains("API tokens", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_token_that_was_revoked_lets_nobody_in_any_more_and_says_so()
    {
        using var chen = await ProgramAsync(new("to be revoked", [TokenScope.Read], 1, null));
        using (var before = await chen.GetAsync(new Uri("me", UriKind.Relative), Cancel))
        {
            Assert.Equal(HttpStatusCode.OK, before.StatusCode);
        }

        var actor = await host.ActorAsync("chen");
        var token = (await host.Get<ApiTokens>().ListAsync(actor, Cancel)).Single(token => token.Name == "to be revoked");
        Assert.NotNull(token.LastUsedAt);
        await host.Get<ApiTokens>().RevokeAsync(actor, token.Id, Cancel);

        using var after = await chen.GetAsync(new Uri("me", UriKind.Relative), Cancel);
        Assert.Equal(HttpStatusCode.Unauthorized, after.StatusCode);
        Assert.NotNull((await host.Get<ApiTokens>().ListAsync(actor, Cancel)).Single(other => other.Id == token.Id).RevokedAt);
    }

    private static TokenScope Expected(string method, string route) => (method, route.Split('/')) switch
    {
        ("GET", _) => TokenScope.Read,
        (_, ["connections", _, "cut-off" or "restore" or "abandon"]) => TokenScope.Decide,
        (_, ["connections", ..]) => TokenScope.Request,
        (_, ["services" or "customer-connections", ..]) => TokenScope.Publish,
        (_, ["arrivals", _, "adoption"]) => TokenScope.Request,
        (_, ["reviews", _, "comments"]) => TokenScope.Request,
        (_, ["reviews" or "arrivals", ..]) => TokenScope.Decide,
        _ => TokenScope.Admin,
    };

    private static bool IsApi(RouteEndpoint route) => route.RoutePattern.RawText!.StartsWith("/api/v1/", StringComparison.Ordinal)
        && !route.RoutePattern.RawText.Contains('*', StringComparison.Ordinal);

    private static IReadOnlyList<string> Methods(RouteEndpoint route) => route.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods;

    private async Task<HttpClient> ProgramAsync(MakeTokenInput input)
    {
        var program = host.As(null);
        program.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer", await host.Get<ApiTokens>().MakeAsync(await host.ActorAsync("chen"), input, Cancel));
        return program;
    }
}
