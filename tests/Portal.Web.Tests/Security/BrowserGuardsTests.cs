using System.Net;
using Portal.Web.Tests.Api;

namespace Portal.Web.Tests.Security;

public sealed class BrowserGuardsTests(ApiHost host)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/nowhere")]
    [InlineData("/portal.css")]
    [InlineData("/api/v1/me")]
    public async Task Nothing_of_the_portal_runs_scripts_of_others_or_lies_in_a_frame(string address)
    {
        using var nobody = host.As(null);

        using var reply = await nobody.GetAsync(new Uri(nobody.BaseAddress!, address), Cancel);

        var policy = Assert.Single(reply.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(reply.Headers.GetValues("X-Content-Type-Options")));
    }

    [Theory]
    [InlineData("http://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("null", HttpStatusCode.Forbidden)]
    [InlineData("http://127.0.0.1:1", HttpStatusCode.Forbidden)]
    [InlineData(null, HttpStatusCode.OK)]
    public async Task Only_the_portals_own_pages_open_circuits(string? origin, HttpStatusCode expected)
    {
        using var browser = host.As(null);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(browser.BaseAddress!, "/_blazor/negotiate?negotiateVersion=1"));
        request.Headers.Add("Origin", origin ?? browser.BaseAddress!.GetLeftPart(UriPartial.Authority));

        using var reply = await browser.SendAsync(request, Cancel);

        Assert.Equal(expected, reply.StatusCode);
    }
}
