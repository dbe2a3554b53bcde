using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Portal.Web.Tests.Api;

/// <summary>Connections from an account into which the portal has no role, through the API.</summary>
public sealed class SelfManagedTests(ApiHost host)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_consumer_reads_how_to_create_the_endpoint_brings_its_id_and_deletes_it_themselves_in_the_end()
    {
        using var amara = host.As("Amara");
        var (id, waiting) = await AwaitedAsync(amara);
        Assert.Equal("consumer", waiting.GetProperty("waitingFor").GetProperty("who").GetString());
        var instructions = waiting.GetProperty("instructions");
        var serviceName = instructions.GetProperty("serviceName").GetString()!;
        foreach (var text in new[] { "terraform", "cloudFormation", "awsCli" })
        {
            Assert.Contains(serviceName, instructions.GetProperty(text).GetString(), StringComparison.Ordinal);
        }

        var endpoint = await host.MakeEndpointAsync("analytics-partner", serviceName, Cancel);
        using (var brought = await BringAsync(amara, id, endpoint, waiting.GetProperty("version").GetRawText()))
        {
            Assert.Equal(HttpStatusCode.Accepted, brought.StatusCode);
            Assert.EndsWith($"/connections/{id}", brought.Headers.Location!.ToString(), StringComparison.Ordinal);
        }

        var available = await amara.GetFromJsonAsync<JsonElement>($"connections/{id}?waitFor=available&timeout=60", Cancel);
        Assert.Equal("available", available.GetProperty("stage").GetString());
        Assert.Equal(endpoint, available.GetProperty("endpoint").GetProperty("vpcEndpointId").GetString());
        Assert.Equal(JsonValueKind.Null, available.GetProperty("endpoint").GetProperty("networkInterfaces").ValueKind);
        Assert.Equal(JsonValueKind.Null, available.GetProperty("vpcId").ValueKind);
        Assert.Equal(JsonValueKind.Null, available.GetProperty("instructions").ValueKind);

        using var delete = new HttpRequestMessage(HttpMethod.Delete, $"connections/{id}")
        {
            Headers = { IfMatch = { new(
            "\"" + available.GetProperty("version") + "\"") } }
        };
        using var deleting = await amara.SendAsync(delete, Cancel);
        Assert.Equal(HttpStatusCode.Accepted, deleting.StatusCode);
        var left = await amara.GetFromJsonAsync<JsonElement>($"connections/{id}?waitFor=awaitingConsumerDelete&timeout=60", Cancel);
        Assert.Equal("awaitingConsumerDelete", left.GetProperty("stage").GetString());
        var history = await amara.GetFromJsonAsync<JsonElement>($"connections/{id}/history?limit=200", Cancel);
        Assert.Equal(
            ["connection.submit", "review.approve", "review.approve", "connection.approve", "connection.await-consumer", "connection.bring-endpoint",
                "aws.connection.accept",
                "connection.mark-available", "connection.delete", "aws.connection.reject", "connection.mark-awaiting-consumer-delete"],
            history.GetProperty("items").EnumerateArray().Select(row => row.GetProperty("action").GetString()).Reverse());
    }

    [Fact]
    public async Task An_id_is_refused_beside_its_field_without_a_version_and_from_a_stale_page()
    {
        using var amara = host.As("Amara");
        var (id, waiting) = await AwaitedAsync(amara);
        var version = waiting.GetProperty("version").GetRawText();

        foreach (var nonsense in new[] { null, "", "vpce-xyz", "vpc-0123456789abcdef0" })
        {
            using var refused = await BringAsync(amara, id, nonsense, version);
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
            Assert.Equal("application/problem+json", refused.Content.Headers.ContentType!.MediaType);
            Assert.Equal(["vpcEndpointId"], await refused.FieldsAsync());
        }

        using var unconditional = await BringAsync(amara, id, "vpce-0123456789abcdef0", null);
        Assert.Equal(HttpStatusCode.PreconditionRequired, unconditional.StatusCode);
        using var stale = await BringAsync(amara, id, "vpce-0123456789abcdef0", "1");
        Assert.Equal(HttpStatusCode.PreconditionFailed, stale.StatusCode);
        Assert.Equal(version, (await amara.GetFromJsonAsync<JsonElement>($"connections/{id}", Cancel)).GetProperty("version").GetRawText());
    }

    [Fact]
    public async Task A_strangers_endpoint_and_one_of_another_connection_are_refused_beside_the_field()
    {
        using var amara = host.As("Amara");
        var (id, waiting) = await AwaitedAsync(amara);
        var serviceName = waiting.GetProperty("instructions").GetProperty("serviceName").GetString()!;
        var neighbour = await host.ApprovedAsync(host.Request());
        using var chen = host.As("Chen");
        var strangers = (await chen.GetFromJsonAsync<JsonElement>($"connections/{neighbour}?waitFor=available&timeout=60", Cancel)).GetProperty("endpoint")
            .GetProperty("vpcEndpointId").GetString();

        using (var refused = await BringAsync(amara, id, strangers, "*"))
        {
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
            Assert.Equal(["vpcEndpointId"], await refused.FieldsAsync());
            Assert.DoesNotContain(host.Seed.Account("storefront-prod").AccountId, (await refused.ReadAsync()).GetRawText(), StringComparison.Ordinal);
        }

        var endpoint = await host.MakeEndpointAsync("analytics-partner", serviceName, Cancel);
        using (var brought = await BringAsync(amara, id, endpoint, "*"))
        {
            Assert.Equal(HttpStatusCode.Accepted, brought.StatusCode);
        }

        var (other, _) = await AwaitedAsync(amara);
        using var used = await BringAsync(amara, other, endpoint, "*");
        Assert.Equal(HttpStatusCode.BadRequest, used.StatusCode);
        Assert.Equal(["vpcEndpointId"], await used.FieldsAsync());
    }

    [Fact]
    public async Task Nobody_brings_an_endpoint_to_a_connection_whose_endpoint_the_portal_makes_or_that_is_not_theirs()
    {
        using var chen = host.As("Chen");
        var managed = await host.RequestConnectionAsync();
        using (var conflict = await BringAsync(chen, managed, "vpce-0123456789abcdef0", "*"))
        {
            Assert.Equal(HttpStatusCode.Conflict, conflict.StatusCode);
        }

        using var amara = host.As("Amara");
        var (id, _) = await AwaitedAsync(amara);
        using var priya = host.As("Priya");
        using var forbidden = await BringAsync(priya, id, "vpce-0123456789abcdef0", "*");
        Assert.Equal(HttpStatusCode.Forbidden, forbidden.StatusCode);
        using var hidden = await BringAsync(chen, id, "vpce-0123456789abcdef0", "*");
        Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);
        var seen = await priya.GetFromJsonAsync<JsonElement>($"connections/{id}", Cancel);
        Assert.Equal(JsonValueKind.Null, seen.GetProperty("instructions").ValueKind);
    }

    [Fact]
    public async Task What_is_said_of_the_network_is_checked_for_its_form_and_private_dns_cannot_be_asked_for()
    {
        using var amara = host.As("Amara");
        var request = Request();
        request["vpcId"] = "vpc-1";
        request["subnets"] =
            new[] { new { subnetId = "subnet-0123456789abcdef0", ipv4 = "10.0.0.256" }, new { subnetId = "subnet-0123456789abcdef0", ipv4 = "10.0.0.7" } };
        request["securityGroupIds"] = new[] { "sg-1" };
        request["privateDns"] = true;

        using var reply = await amara.PostAsJsonAsync("connections", request, Cancel);

        Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
        Assert.Equal(["privateDns", "securityGroupIds[0]", "subnets[0].ipv4", "subnets[1].subnetId", "vpcId"], await reply.FieldsAsync());
    }

    private async Task<(string Id, JsonElement Waiting)> AwaitedAsync(HttpClient amara)
    {
        var id = await host.ApprovedAsync(Request(), by: "Amara");
        var waiting = await amara.GetFromJsonAsync<JsonElement>($"connections/{id}?waitFor=awaitingConsumer&timeout=60", Cancel);
        Assert.Equal("awaitingConsumer", waiting.GetProperty("stage").GetString());
        return (id, waiting);
    }

    private Dictionary<string, object?> Request()
    {
        var account = host.Seed.Account("analytics-partner");
        return new()
        {
            ["serviceId"] = host.ServiceId,
            ["accountId"] = account.AccountId,
            ["region"] = account.Region,
            ["justification"] = "A partner reads payments"
        };
    }

    private static async Task<HttpResponseMessage> BringAsync(HttpClient client, string id, string? vpcEndpointId, string? version)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"connections/{id}/endpoint") { Content = JsonContent.Create(new { vpcEndpointId }) };
        if (version is not null)
        {
            request.Headers.IfMatch.Add(version == "*" ? System.Net.Http.Headers.EntityTagHeaderValue.Any : new($"\"{version}\""));
        }

        return await client.SendAsync(request, Cancel);
    }
}
