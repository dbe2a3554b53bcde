using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Portal.Infrastructure.Data;
using Portal.Jobs;
using Portal.Testing.Worlds;
using Portal.Web.Hosting;
using Portal.Web.Tests.Api;

namespace Portal.Web.Tests.Hosting;

/// <summary>A portal behind a proxy with TLS, as strangers find it.</summary>
[Collection(HostsOfTheirOwn.Name)]
public sealed class PublicDoorTests(PortalCluster cluster) : IAsyncLifetime
{
    private WebApplication _app = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var database = await cluster.CreateDatabaseAsync();
        await using var context = PortalDatabase.Open(database);
        var door = new PublicDoor(new Uri("https://portal.example.com"), [IPNetwork.Parse("127.0.0.2/32")]);
        var builder = TestHostBuilder.Create();
        builder.Configuration["AllowedHosts"] = door.AllowedHosts;
        _app = PortalApp.Build(builder, new PortalSetup(
            database, await InstallationId.ReadAsync(context, CancellationToken.None), new JobsOptions { Enabled = false }, _ => { }, null, Story: false,
            Door: door));
        await _app.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task What_comes_through_the_proxy_is_answered_with_cookies_for_https_and_this_host_alone()
    {
        using var reply = await SendAsync("/sign-in", fromProxy: true);

        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        Assert.Equal("max-age=31536000", Assert.Single(reply.Headers.GetValues("Strict-Transport-Security")));
        var cookie = Assert.Single(reply.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies : []);
        Assert.StartsWith("__Host-", cookie, StringComparison.Ordinal);
        Assert.Contains("; secure", cookie, StringComparison.Ordinal);
        Assert.Contains("; path=/", cookie, StringComparison.Ordinal);
        Assert.DoesNotContain("domain", cookie, StringComparison.Ordinal);
        Assert.Contains("httponly", cookie, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_is_no_known_proxy_is_not_believed_that_a_browser_came_by_https()
    {
        using var reply = await SendAsync("/connections?stage=available", fromProxy: false);

        Assert.Equal(HttpStatusCode.PermanentRedirect, reply.StatusCode);
        Assert.Equal("https://portal.example.com/connections?stage=available", reply.Headers.Location!.ToString());
    }

    [Fact]
    public async Task A_program_that_sends_its_token_in_the_clear_is_told_that_it_has_been_read()
    {
        using var reply = await SendAsync("/api/v1/me", fromProxy: false);

        Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
        Assert.Contains("replace a token", await reply.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whether_it_is_alive_may_be_asked_in_the_clear()
    {
        using var reply = await SendAsync("/health/live", fromProxy: false);

        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
    }

    [Theory]
    [InlineData("evil.example")]
    [InlineData("portal.example.com.evil.example")]
    public async Task A_host_of_somebody_else_is_refused_and_comes_back_in_no_address(string host)
    {
        using var reply = await SendAsync("/connections", fromProxy: true, host);

        Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
        Assert.Null(reply.Headers.Location);
    }

    private async Task<HttpResponseMessage> SendAsync(string path, bool fromProxy, string host = "portal.example.com")
    {
        using var client = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            // All of 127.0.0.0/8 is this machine: from 127.0.0.2 comes the proxy, from 127.0.0.3 somebody else.
            ConnectCallback = async (connection, cancellationToken) =>
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
                socket.Bind(new IPEndPoint(IPAddress.Parse(fromProxy ? "127.0.0.2" : "127.0.0.3").MapToIPv6(), 0));
                await socket.ConnectAsync(connection.DnsEndPoint, cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            },
        });
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(new Uri(_app.Urls.First()), path));
        request.Headers.Host = host;
        request.Headers.Add("X-Forwarded-Proto", "https");
        request.Headers.Add("X-Forwarded-For", "198.51.100.7");
        return await client.SendAsync(request, Cancel);
    }
}
