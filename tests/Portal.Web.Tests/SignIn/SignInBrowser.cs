using System.Net;
using System.Text.RegularExpressions;

namespace Portal.Web.Tests.SignIn;

/// <summary>A browser as far as signing in needs one: it keeps cookies, follows addresses, and posts a form.</summary>
public sealed partial class SignInBrowser : IDisposable
{
    private const int MostRedirects = 10;

    private readonly HttpClientHandler _handler = new() { AllowAutoRedirect = false, CookieContainer = new CookieContainer() };
    private readonly HttpClient _client;
    private readonly Uri _portal;

    public SignInBrowser(Uri portal) => (_portal, _client) = (portal, new HttpClient(_handler));

    /// <summary>Where it has come to.</summary>
    public Uri Address { get; private set; } = new("about:blank");

    /// <summary>What stands there.</summary>
    public string Page { get; private set; } = "";

    /// <summary>The same without tags.</summary>
    public string Text => Spaces().Replace(WebUtility.HtmlDecode(Tags().Replace(Page, " ")), " ");

    public IReadOnlyList<string> Cookies => [.. _handler.CookieContainer.GetAllCookies().Select(cookie => cookie.Name)];

    public Task OpenAsync(string address, CancellationToken cancellationToken) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Get, new Uri(_portal, address)), cancellationToken);

    /// <summary>Chooses somebody at the provider; nobody cancels.</summary>
    public Task ChooseAsync(string subject, CancellationToken cancellationToken) =>
        SubmitAsync([.. Hidden(), KeyValuePair.Create("subject", subject)], Address, cancellationToken);

    /// <summary>Leads to the provider, and comes back from it as somebody.</summary>
    public async Task SignInAsync(string subject, CancellationToken cancellationToken, string returnUrl = "/connections")
    {
        await OpenAsync($"/sign-in/at/house?returnUrl={Uri.EscapeDataString(returnUrl)}", cancellationToken);
        await ChooseAsync(subject, cancellationToken);
    }

    /// <summary>Fills a field of the page's form and sends it.</summary>
    public Task SendAsync(string name, string value, CancellationToken cancellationToken) =>
        SubmitAsync([.. Hidden(), KeyValuePair.Create(name, value)], Address, cancellationToken);

    public async Task SignOutAsync(CancellationToken cancellationToken)
    {
        await OpenAsync("/connections", cancellationToken);
        await SubmitAsync(Hidden().Where(field => field.Key == "__RequestVerificationToken").Take(1), new Uri(_portal, "/sign-out"), cancellationToken);
    }

    public void Dispose()
    {
        _client.Dispose();
        _handler.Dispose();
    }

    private Task SubmitAsync(IEnumerable<KeyValuePair<string, string>> fields, Uri address, CancellationToken cancellationToken) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Post, address) { Content = new FormUrlEncodedContent(fields) }, cancellationToken);

    private async Task SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        for (var redirects = 0; ; redirects++)
        {
            Assert.True(redirects < MostRedirects, $"{request.RequestUri} leads on and on");
            using var sent = request;
            sent.Headers.Accept.ParseAdd("text/html");
            using var reply = await _client.SendAsync(sent, cancellationToken);
            Address = sent.RequestUri!;
            if (reply.Headers.Location is not { } next)
            {
                Page = await reply.Content.ReadAsStringAsync(cancellationToken);
                return;
            }

            request = new HttpRequestMessage(HttpMethod.Get, new Uri(Address, next));
        }
    }

    private IEnumerable<KeyValuePair<string, string>> Hidden() => InputTag().Matches(Page).Select(tag => tag.Value)
        .Where(tag => tag.Contains("hidden", StringComparison.Ordinal))
        .Select(tag => KeyValuePair.Create(Attribute(tag, "name"), Attribute(tag, "value")));

    private static string Attribute(string tag, string name) =>
        WebUtility.HtmlDecode(Regex.Match(tag, $"{name}=(['\"])(.*?)\\1", RegexOptions.Singleline).Groups[2].Value);

    [GeneratedRegex("<input[^>]*>")]
    private static partial Regex InputTag();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
