using System.Net;
using System.Text.RegularExpressions;
using Portal.Testing.Worlds;
using Portal.Web.Security.Limits;
using Portal.Web.Tests.Api;
using Portal.Web.Tests.Security.Limits;

namespace Portal.Web.Tests.Security;

/// <summary>The page that shows the API's document, as a browser gets it.</summary>
[Collection(HostsOfTheirOwn.Name)]
public sealed partial class ReferencePageTests(PortalCluster cluster)
{
    private static readonly Uri Page = new("/api-reference/", UriKind.Relative);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Its_scripts_are_the_portals_own_or_named_by_a_word_that_is_good_once_and_no_other_page_is_looser_for_it()
    {
        await using var host = await LimitedHost.StartAsync(cluster, new LimitSettings());
        using var browser = await host.BrowserAsync("chen", Cancel);
        List<string> words = [];
        for (var time = 0; time < 2; time++)
        {
            using var reply = await browser.GetAsync(Page, Cancel);
            Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
            var scripts = Regex.Match(Policy(reply), "script-src (?<from>[^;]*);").Groups["from"].Value;
            var word = Nonce().Match(scripts).Groups["word"].Value;
            Assert.Equal($"'self' 'nonce-{word}'", scripts);
            var page = await reply.Content.ReadAsStringAsync(Cancel);
            Assert.All(Script().Matches(page), script => Assert.Contains($"nonce=\"{word}\"", script.Value, StringComparison.Ordinal));
            Assert.All(Address().Matches(page), address => Assert.DoesNotContain("//", address.Groups["to"].Value, StringComparison.Ordinal));
            words.Add(word);
        }

        Assert.True(words.Distinct().Count() == 2 && words.All(word => word.Length >= 16), string.Join(", ", words));
        using var other = await browser.GetAsync(new Uri("/tokens", UriKind.Relative), Cancel);
        Assert.Contains("script-src 'self';", Policy(other), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_has_signed_out_reads_neither_the_page_nor_the_document()
    {
        await using var host = await LimitedHost.StartAsync(cluster, new LimitSettings());
        using var browser = await host.BrowserAsync("chen", Cancel);
        await host.EndSessionsAsync();

        using var page = await browser.GetAsync(Page, Cancel);
        using var document = await browser.GetAsync(new Uri("/openapi/v1.json", UriKind.Relative), Cancel);

        Assert.Equal(HttpStatusCode.Redirect, page.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, document.StatusCode);
    }

    private static string Policy(HttpResponseMessage reply) => Assert.Single(reply.Headers.GetValues("Content-Security-Policy"));

    [GeneratedRegex("'nonce-(?<word>[^']+)'", RegexOptions.CultureInvariant)]
    private static partial Regex Nonce();

    [GeneratedRegex("<script[^>]*>", RegexOptions.CultureInvariant)]
    private static partial Regex Script();

    [GeneratedRegex("(?:src|href)=\"(?<to>[^\"]*)\"", RegexOptions.CultureInvariant)]
    private static partial Regex Address();
}
