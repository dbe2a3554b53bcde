using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Portal.Infrastructure.Connections;
using Portal.Infrastructure.EndpointServices;

namespace Portal.Web.Tests.Api;

/// <summary>What lives is changed over the API: all of what is sent takes effect, or nothing is accepted.</summary>
public sealed class ChangeApiTests(ApiHost host)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(typeof(DescribeServiceInput), typeof(ChangeServiceInput))]
    [InlineData(typeof(DescribeConnectionInput), typeof(ChangeConnectionInput))]
    public void Whatever_can_be_described_can_be_sent_with_a_change(Type description, Type change) =>
        Assert.Empty(description.GetProperties().Select(member => member.Name).Except(change.GetProperties().Select(member => member.Name)));

    [Fact]
    public async Task A_service_takes_texts_tags_and_ports_and_drops_none_of_them()
    {
        using var priya = host.As("Priya");
        var published = await (await priya.PostAsJsonAsync("services", host.Service("Payments to change"), Cancel)).EnsureSuccessStatusCode()
            .Content.ReadFromJsonAsync<JsonElement>(Cancel);
        var address = $"services/{published.GetProperty("id").GetString()}";
        var ports = new[] { Port(443), Port(9443) };

        var preview = await (await priya.PostAsJsonAsync($"{address}/preview", new { listeners = ports }, Cancel)).EnsureSuccessStatusCode()
            .Content.ReadFromJsonAsync<JsonElement>(Cancel);
        Assert.Contains("TCP 9443", preview.GetProperty("changes").GetRawText(), StringComparison.Ordinal);
        Assert.Equal(0, preview.GetProperty("approvals").GetArrayLength());
        var tags = new Dictionary<string, string> { ["CostCentre"] = "4711" };
        var (described, own) = await PatchAsync(priya, address, new { description = "Changed.", tags });
        Assert.Equal((HttpStatusCode.OK, "Changed."), (described, own.GetProperty("description").GetString()));
        Assert.Equal("""{"CostCentre":"4711"}""", own.GetProperty("own").GetProperty("tags").GetRawText());
        var (changed, after) = await PatchAsync(priya, address, new { listeners = ports });
        Assert.Equal(HttpStatusCode.Accepted, changed);
        Assert.Equal([443, 9443], after.GetProperty("listeners").EnumerateArray().Select(one => one.GetProperty("port").GetInt32()));
    }

    [Fact]
    public async Task Attributes_are_said_changed_and_shown_and_wrong_ones_named()
    {
        using var priya = host.As("Priya");
        var input = host.Service("Payments with attributes");
        input["loadBalancerAttributes"] = new { crossZone = true };
        input["listeners"] = new[] { Port(443, new { deregistrationDelaySeconds = 30, connectionTermination = true }) };

        var published = await (await priya.PostAsJsonAsync("services", input, Cancel)).EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(Cancel);
        var address = $"services/{published.GetProperty("id").GetString()}";
        var own = (await priya.GetFromJsonAsync<JsonElement>(address, Cancel)).GetProperty("own");
        Assert.True(own.GetProperty("loadBalancerAttributes").GetProperty("crossZone").GetBoolean());
        var group = own.GetProperty("listeners")[0].GetProperty("targetGroup").GetProperty("attributes");
        Assert.Equal((30, true), (group.GetProperty("deregistrationDelaySeconds").GetInt32(), group.GetProperty("connectionTermination").GetBoolean()));

        var (changed, after) = await PatchAsync(priya, address, new { loadBalancerAttributes = new { crossZone = false, deletionProtection = true } });
        Assert.Equal(HttpStatusCode.Accepted, changed);
        var said = after.GetProperty("own").GetProperty("loadBalancerAttributes");
        Assert.Equal((false, true), (said.GetProperty("crossZone").GetBoolean(), said.GetProperty("deletionProtection").GetBoolean()));
        var (refused, problem) = await PatchAsync(priya, address, new { listeners = new[] { Port(443, new { deregistrationDelaySeconds = 3601 }) } });
        Assert.Equal(HttpStatusCode.BadRequest, refused);
        Assert.Equal(
            ["listeners[0].targetGroup.attributes.deregistrationDelaySeconds"],
            problem.GetProperty("errors").EnumerateObject().Select(error => error.Name));
    }

    [Theory]
    [InlineData("PATCH", "services/{0}", """{"crossZone":true}""", "crossZone")]
    [InlineData("PATCH", "services/{0}", """{"loadBalancerAttributes":{"preserveClientIp":true}}""", "preserveClientIp")]
    [InlineData("POST", "services", """{"name":"Ledger","supportedIpAddressTypes":["ipv6"]}""", "supportedIpAddressTypes")]
    [InlineData("POST", "services", """{"listeners":[{"protocol":"TCP","port":443,"targetGroup":{"proxyProtocolV2":true}}]}""", "proxyProtocolV2")]
    [InlineData("POST", "connections/preview", """{"ipAddressType":"dualstack"}""", "ipAddressType")]
    [InlineData("POST", "connections", """{"policyDocument":"{}"}""", "policyDocument")]
    public async Task What_the_API_does_not_know_is_refused_by_its_name(string method, string path, string body, string member)
    {
        using var priya = host.As("Priya");
        using var request = new HttpRequestMessage(new(method), string.Format(CultureInfo.InvariantCulture, path, host.ServiceId));
        request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        request.Headers.IfMatch.Add(EntityTagHeaderValue.Any);

        using var reply = await priya.SendAsync(request, Cancel);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, reply.StatusCode);
        var problem = await reply.Content.ReadFromJsonAsync<JsonElement>(Cancel);
        Assert.Equal([member], problem.GetProperty("errors").EnumerateObject().Select(error => error.Name));
    }

    private static object Port(int port, object? attributes = null) => new
    {
        protocol = "TCP",
        port,
        targetGroup = new { protocol = "TCP", port, targets = new[] { new { kind = "ip", id = "10.40.0.11" } }, attributes },
    };

    private static async Task<(HttpStatusCode Status, JsonElement Body)> PatchAsync(HttpClient client, string address, object change)
    {
        using var request = new HttpRequestMessage(HttpMethod.Patch, address) { Content = JsonContent.Create(change) };
        request.Headers.IfMatch.Add(EntityTagHeaderValue.Any);
        using var reply = await client.SendAsync(request, Cancel);
        return (reply.StatusCode, await reply.Content.ReadFromJsonAsync<JsonElement>(Cancel));
    }
}
