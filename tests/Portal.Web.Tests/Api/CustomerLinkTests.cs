using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Portal.Web.Tests.SignIn;

namespace Portal.Web.Tests.Api;

/// <summary>The link of another company's customer, from the provider's request over the API to the page without sign-in.</summary>
[Collection(HostsOfTheirOwn.Name)]
public sealed class CustomerLinkTests(ApiHost host) : IClassFixture<ApiHost>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_customer_says_their_account_by_the_link_and_sees_how_far_it_is()
    {
        var (id, link) = await OpenAsync("Northwind", "tenant-1");
        using var browser = new SignInBrowser(new Uri(link));
        await browser.OpenAsync(link, Cancel);
        Assert.Contains("Connect Northwind to Payments API", browser.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("tenant-1", browser.Page, StringComparison.Ordinal);
        Assert.DoesNotContain("portal-session", browser.Cookies);

        await browser.SendAsync("Sent.AccountId", "12345", Cancel);
        Assert.Contains("Enter your AWS account id: 12 digits.", browser.Text, StringComparison.Ordinal);
        var account = host.Seed.Account("analytics-partner").AccountId;
        await browser.SendAsync("Sent.AccountId", account, Cancel);
        Assert.Contains("Being decided", browser.Text, StringComparison.Ordinal);

        using var priya = host.As("Priya");
        var seen = await priya.GetFromJsonAsync<JsonElement>($"customer-connections/{id}", Cancel);
        Assert.Equal((account, "awaitingApproval"), (seen.GetProperty("accountId").GetString(), seen.GetProperty("stage").GetString()));
        var connection = seen.GetProperty("connectionId").GetString()!;
        var listed = await priya.GetFromJsonAsync<JsonElement>("connections?externalReference=tenant-1", Cancel);
        Assert.Equal(connection, Assert.Single(listed.GetProperty("items").EnumerateArray()).GetProperty("id").GetString());

        using var nora = host.As("Nora");
        var waiting = await nora.GetFromJsonAsync<JsonElement>($"connections/{connection}", Cancel);
        (await nora.PostAsJsonAsync(
            $"reviews/{waiting.GetProperty("reviewId").GetString()}/decisions",
            new { decision = "approve", planHash = waiting.GetProperty("planHash").GetString() }, Cancel)).EnsureSuccessStatusCode();
        var turn = await nora.GetFromJsonAsync<JsonElement>($"connections/{connection}?waitFor=awaitingConsumer&timeout=60", Cancel);
        Assert.Equal("awaitingConsumer", turn.GetProperty("stage").GetString());
        await browser.OpenAsync(link, Cancel);
        Assert.Contains("aws ec2 create-vpc-endpoint", browser.Text, StringComparison.Ordinal);

        await browser.SendAsync("Sent.VpcEndpointId", "nonsense", Cancel);
        Assert.Contains("Enter the endpoint's id, for example", browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_is_kept_nowhere_told_to_nobody_and_indexed_by_nobody_and_the_log_does_not_have_its_address()
    {
        var (id, link) = await OpenAsync("Southwind", null);
        using var client = new HttpClient();
        using (var reply = await client.GetAsync(new Uri(link), Cancel))
        {
            Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
            Assert.Equal("no-referrer", reply.Headers.GetValues("Referrer-Policy").Single());
            Assert.True(reply.Headers.CacheControl!.NoStore);
            Assert.Contains("noindex", reply.Headers.GetValues("X-Robots-Tag").Single(), StringComparison.Ordinal);
        }

        using var priya = host.As("Priya");
        using var withdrawal = new HttpRequestMessage(HttpMethod.Delete, $"customer-connections/{id}/link");
        withdrawal.Headers.IfMatch.Add(EntityTagHeaderValue.Any);
        (await priya.SendAsync(withdrawal, Cancel)).EnsureSuccessStatusCode();
        using var gone = await client.GetAsync(new Uri(link), Cancel);
        Assert.Equal(HttpStatusCode.Gone, gone.StatusCode);
        Assert.Contains("This link was withdrawn.", await gone.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);

        var secret = link.Split('/')[^1];
        Assert.DoesNotContain(host.Log.Lines, line => line.ToString().Contains(secret, StringComparison.Ordinal));
        using var tomas = host.As("Tomás");
        var history = await tomas.GetStringAsync(new Uri("audit?limit=200", UriKind.Relative), Cancel);
        Assert.DoesNotContain(secret, history, StringComparison.Ordinal);
        Assert.Contains("a customer's link", history, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_sends_much_by_a_link_is_held_up()
    {
        var (_, link) = await OpenAsync("Eastwind", null);
        using var client = new HttpClient();
        HttpStatusCode? last = null;
        for (var tries = 0; tries < 200 && last != HttpStatusCode.TooManyRequests; tries++)
        {
            using var reply = await client.PostAsync(new Uri(link), new FormUrlEncodedContent([]), Cancel);
            last = reply.StatusCode;
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, last);
        // To look is something else.
        using var seen = await client.GetAsync(new Uri(link), Cancel);
        Assert.Equal(HttpStatusCode.OK, seen.StatusCode);
    }

    [Fact]
    public async Task A_provider_makes_a_new_link_and_ends_the_connection_over_the_API()
    {
        var (id, first) = await OpenAsync("Westwind", null);
        using var priya = host.As("Priya");
        using var made = await priya.PostAsJsonAsync($"customer-connections/{id}/link", new { days = 3 }, Cancel);
        var second = (await made.ReadAsync()).GetProperty("url").GetString()!;
        Assert.NotEqual(first, second);
        using var browser = new SignInBrowser(new Uri(second));
        await browser.OpenAsync(first, Cancel);
        Assert.Contains("a newer one was made in its place", browser.Text, StringComparison.Ordinal);

        using var ending = new HttpRequestMessage(HttpMethod.Delete, $"customer-connections/{id}");
        ending.Headers.IfMatch.Add(EntityTagHeaderValue.Any);
        using var ended = await priya.SendAsync(ending, Cancel);

        Assert.Equal(HttpStatusCode.Accepted, ended.StatusCode);
        await browser.OpenAsync(second, Cancel);
        Assert.Contains("This link was withdrawn.", browser.Text, StringComparison.Ordinal);
    }

    private async Task<(string Id, string Link)> OpenAsync(string customer, string? reference)
    {
        using var priya = host.As("Priya");
        using var made = await priya.PostAsJsonAsync(
            $"services/{host.ServiceId}/customer-connections", new { customer, justification = "They pay by card.", externalReference = reference }, Cancel);
        var body = await made.ReadAsync();
        return (body.GetProperty("id").GetString()!, body.GetProperty("url").GetString()!);
    }
}
