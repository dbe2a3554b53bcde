using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Portal.Web.Tests.Api;

/// <summary>Private DNS over the API: from the publication of a name to its verification.</summary>
public sealed class PrivateDnsApiTests(ApiHost host)
{
    private const string Name = "dns.payments.example.com";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_provider_reads_the_record_publishes_it_and_has_it_verified()
    {
        using var priya = host.As("Priya");
        var wish = host.Service("Payments with a name");
        wish["privateDnsName"] = Name;
        var published = await (await priya.PostAsJsonAsync("services", wish, Cancel)).EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(Cancel);
        var address = $"services/{published.GetProperty("id").GetString()}";
        var dns = await UntilAsync(priya, address, dns => dns.GetProperty("lookup").ValueKind == JsonValueKind.Object);
        Assert.Equal((Name, "TXT"), (dns.GetProperty("name").GetString(), dns.GetProperty("record").GetProperty("type").GetString()));
        Assert.Equal("noName", dns.GetProperty("lookup").GetProperty("verdict").GetString());

        var record = dns.GetProperty("record");
        await host.PublishTxtAsync(record.GetProperty("name").GetString()!, record.GetProperty("value").GetString()!);
        using var asked = new HttpRequestMessage(HttpMethod.Post, $"{address}/private-dns/verification") { Headers = { { "Idempotency-Key", "verify-once" } } };
        var reply = await priya.SendAsync(asked, Cancel);

        Assert.Equal(HttpStatusCode.Accepted, reply.StatusCode);
        var told = await reply.Content.ReadFromJsonAsync<JsonElement>(Cancel);
        Assert.Equal("published", told.GetProperty("lookup").GetProperty("verdict").GetString());
        dns = await UntilAsync(priya, address, dns => dns.GetProperty("state").GetString() == "verified");
        Assert.Equal(JsonValueKind.Null, dns.GetProperty("nextRequestAt").ValueKind);
        var again = await priya.PostAsync($"{address}/private-dns/verification", null, Cancel);
        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
        Assert.Contains("already", await again.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_only_connects_sees_the_state_and_not_the_record()
    {
        using var chen = host.As("Chen");
        var service = await chen.GetFromJsonAsync<JsonElement>($"services/{host.ServiceId}", Cancel);
        Assert.Equal(JsonValueKind.Null, service.GetProperty("privateDns").ValueKind);
        Assert.Equal(HttpStatusCode.Forbidden, (await chen.PostAsync($"services/{host.ServiceId}/private-dns/verification", null, Cancel)).StatusCode);
    }

    private static async Task<JsonElement> UntilAsync(HttpClient client, string address, Func<JsonElement, bool> holds)
    {
        while (true)
        {
            var dns = (await client.GetFromJsonAsync<JsonElement>(address, Cancel)).GetProperty("privateDns");
            if (holds(dns))
            {
                return dns;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), Cancel);
        }
    }
}
