using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Portal.Web.Tests.Api;

/// <summary>What is wrong with a request is told at once, beside its field, and nothing is stored.</summary>
public sealed class BadInputTests(ApiHost host)
{
    [Fact]
    public async Task Everything_that_is_wrong_with_a_request_is_told_at_once()
    {
        using var chen = host.As("Chen");
        using var reply = await chen.PostAsJsonAsync("connections", new
        {
            accountId = "12",
            region = "Mars",
            vpcId = "vpc-xyz",
            subnets = new[] { new { subnetId = "subnet-1", ipv4 = "10.0.0.256" } },
            securityGroupIds = Array.Empty<string>(),
            justification = " ",
            endsAt = "2001-01-01T00:00:00Z",
            tags = new Dictionary<string, string> { ["aws:mine"] = "x" },
        }, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
        Assert.Equal("application/problem+json", reply.Content.Headers.ContentType!.MediaType);
        Assert.Equal(
            ["accountId", "endsAt", "justification", "region", "securityGroupIds", "serviceId", "subnets[0].ipv4", "subnets[0].subnetId", "tags.aws:mine",
                "vpcId"],
            await reply.FieldsAsync());
    }

    [Fact]
    public async Task Subnets_of_another_VPC_twice_in_a_zone_or_outside_the_services_zones_are_refused_by_name()
    {
        var storefront = host.Seed.Account("storefront-prod").Vpc("storefront");
        var request = host.Request();
        request["subnets"] = new[]
        {
            new { subnetId = storefront.Subnets.Single(subnet => subnet.Name == "storefront-app-az1").SubnetId },
            new { subnetId = storefront.Subnets.Single(subnet => subnet.Name == "storefront-batch-az1").SubnetId },
            new { subnetId = host.Seed.Account("analytics-prod").Vpc("analytics").Subnets[0].SubnetId },
        };
        request["securityGroupIds"] = new[] { host.Seed.Account("analytics-prod").Vpc("analytics").SecurityGroups[0].GroupId };

        await IsRefusedAsync("Chen", request, ["securityGroupIds[0]", "subnets[1].subnetId", "subnets[2].subnetId"]);
    }

    [Theory]
    [InlineData("us-mars-1", "The portal knows no AWS region us-mars-1.")]
    [InlineData("cn-north-1", "cn-north-1 belongs to the AWS partition aws-cn")]
    [InlineData("mars", "Enter an AWS region")]
    public async Task A_region_that_nobody_knows_or_that_the_account_does_not_reach_is_refused_at_every_entrance(string region, string expected)
    {
        using var chen = host.As("Chen");
        var (request, service) = (host.Request(), host.Service());
        (request["region"], service["region"]) = (region, region);
        using var priya = host.As("Priya");
        HttpResponseMessage[] replies =
        [
            await chen.GetAsync($"accounts/{request["accountId"]}/vpcs?region={region}", TestContext.Current.CancellationToken),
            await chen.PostAsJsonAsync("connections/preview", request, TestContext.Current.CancellationToken),
            await priya.PostAsJsonAsync("services", service, TestContext.Current.CancellationToken),
        ];

        foreach (var reply in replies)
        {
            Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
            Assert.Contains(expected, await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
            Assert.Contains("region", await reply.FieldsAsync());
            reply.Dispose();
        }
    }

    [Fact]
    public async Task A_VPC_without_a_zone_in_common_with_the_service_is_refused()
    {
        var lab = host.Seed.Account("analytics-prod").Vpc("analytics-lab");
        var request = host.Request();
        request["accountId"] = host.Seed.Account("analytics-prod").AccountId;
        request["vpcId"] = lab.VpcId;
        request["subnets"] = new[] { new { subnetId = lab.Subnets[0].SubnetId } };
        request["securityGroupIds"] = new[] { lab.SecurityGroups[0].GroupId };

        var problem = await IsRefusedAsync("Amara", request, ["subnets[0].subnetId"]);

        Assert.Contains("use1-az6", problem.GetProperty("errors").GetProperty("subnets[0].subnetId")[0].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_elses_account_and_an_unknown_service_are_refused_in_the_same_words_as_ones_that_do_not_exist()
    {
        var request = host.Request();
        request["serviceId"] = Guid.CreateVersion7();
        var foreign = await IsRefusedAsync("Amara", request, ["accountId", "serviceId"]);
        request["accountId"] = "999999999999";
        var missing = await IsRefusedAsync("Amara", request, ["accountId", "serviceId"]);

        static string Words(JsonElement problem) => problem.GetProperty("errors").GetProperty("accountId")[0].GetString()![12..];
        Assert.Equal(Words(missing), Words(foreign));
    }

    [Fact]
    public async Task Everything_that_is_wrong_with_a_service_is_told_at_once()
    {
        var service = host.Service(name: "");
        service["subnetIds"] = new[] { "subnet-nonsense" };
        service["privateDnsName"] = "not a name";
        service["listeners"] = new[]
        {
            new { protocol = "SCTP", port = 0, targetGroup = new { port = 70_000,
                targets = new[] { new { kind = "ip", id = "10.0.0" }, new { kind = "moon", id = "x" } } } },
        };
        using var priya = host.As("Priya");
        using var reply = await priya.PostAsJsonAsync("services", service, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
        Assert.Equal(
            ["listeners[0].port", "listeners[0].protocol", "listeners[0].targetGroup.port", "listeners[0].targetGroup.targets",
                "listeners[0].targetGroup.targets[0].id", "listeners[0].targetGroup.targets[1].kind", "name", "privateDnsName", "subnetIds[0]"],
            await reply.FieldsAsync());
    }

    [Theory]
    [InlineData("{", "body")]
    [InlineData("[]", "body")]
    [InlineData("{\"subnets\": 5}", "subnets")]
    [InlineData("{\"serviceId\": \"x\"}", "serviceId")]
    public async Task A_body_of_the_wrong_form_is_refused_beside_its_field(string body, string field)
    {
        using var chen = host.As("Chen");
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var reply = await chen.PostAsync(new Uri("connections", UriKind.Relative), content, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
        Assert.Equal([field], await reply.FieldsAsync());
    }

    [Theory]
    [InlineData("justification", "justification")]
    [InlineData("externalReference", "externalReference")]
    [InlineData("tags", "tags.team")]
    public async Task A_character_that_cannot_be_kept_is_refused_beside_its_field(string member, string field)
    {
        var request = host.Request();
        request[member] = member == "tags" ? new Dictionary<string, string> { ["team"] = "a\0b" } : "a\0b";
        using var chen = host.As("Chen");
        using var reply = await chen.PostAsJsonAsync("connections", request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
        Assert.Equal([field], await reply.FieldsAsync());
        Assert.Contains("NUL", (await reply.ReadAsync()).GetProperty("errors").GetProperty(field)[0].GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("services?search=a%00b", "search")]
    [InlineData("audit?subjectId=a%00b", "subjectId")]
    [InlineData("connections?cursor=a%00b", "cursor")]
    [InlineData("events?after=a%00b", "after")]
    public async Task A_search_for_a_character_that_cannot_be_kept_is_refused(string path, string field)
    {
        using var nora = host.As("Nora");
        using var reply = await nora.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
        Assert.Equal([field], await reply.FieldsAsync());
    }

    [Fact]
    public async Task Neither_decisions_nor_deletions_nor_withdrawals_nor_descriptions_take_a_character_that_cannot_be_kept()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var id = await host.RequestConnectionAsync();
        using var chen = host.As("Chen");
        using var priya = host.As("Priya");
        using var nora = host.As("Nora");
        var connection = await chen.GetFromJsonAsync<JsonElement>($"connections/{id}", cancellationToken);
        using var decision = await nora.PostAsJsonAsync(
            $"reviews/{connection.GetProperty("reviewId").GetString()}/decisions", new { decision = "deny", reason = "\0", planHash = "x" }, cancellationToken);
        using var withdrawal = await priya.PostAsJsonAsync($"services/{host.ServiceId}/withdrawal", new { notice = "P1D", message = "\0" }, cancellationToken);
        using var patch = new HttpRequestMessage(
            HttpMethod.Patch,
            $"services/{host.ServiceId}")
        { Content = JsonContent.Create(new { description = "\0" }), Headers = { IfMatch = { EntityTagHeaderValue.Any } } };
        using var described = await priya.SendAsync(patch, cancellationToken);
        using var delete = new HttpRequestMessage(HttpMethod.Delete, $"connections/{id}?reason=%00") { Headers = { IfMatch = { EntityTagHeaderValue.Any } } };
        using var deleted = await chen.SendAsync(delete, cancellationToken);

        Assert.Equal(["reason"], await decision.FieldsAsync());
        Assert.Equal(["message"], await withdrawal.FieldsAsync());
        Assert.Equal(["description"], await described.FieldsAsync());
        Assert.Equal(["reason"], await deleted.FieldsAsync());
        Assert.Equal("awaitingApproval", (await chen.GetFromJsonAsync<JsonElement>($"connections/{id}", cancellationToken)).GetProperty("stage").GetString());
    }

    [Fact]
    public async Task A_hole_in_a_list_is_refused_beside_its_field()
    {
        var request = host.Request();
        request["subnets"] = new object?[] { null };
        await IsRefusedAsync("Chen", request, ["subnets[0].subnetId"]);
    }

    [Theory]
    [InlineData("P99999999999D")]
    [InlineData("P99999999999999999999999D")]
    [InlineData("soon")]
    public async Task A_notice_that_is_no_duration_or_too_long_is_refused_beside_its_field(string notice)
    {
        using var priya = host.As("Priya");
        using var reply = await priya.PostAsJsonAsync($"services/{host.ServiceId}/withdrawal", new { notice }, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
        Assert.Equal(["notice"], await reply.FieldsAsync());
    }

    [Theory]
    [InlineData("connections?limit=0", "limit")]
    [InlineData("connections?limit=201", "limit")]
    [InlineData("connections?cursor=nonsense", "cursor")]
    [InlineData("connections?stage=happy", "stage")]
    [InlineData("reviews?state=0", "state")]
    [InlineData("audit?subjectKind=moon", "subjectKind")]
    public async Task A_filter_that_means_nothing_is_refused(string path, string field)
    {
        using var nora = host.As("Nora");
        using var reply = await nora.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
        Assert.Equal([field], await reply.FieldsAsync());
    }

    [Fact]
    public async Task The_same_key_answers_the_same_and_makes_one_connection_and_another_body_is_refused()
    {
        using var chen = host.As("Chen");
        var first = await PostWithKeyAsync(chen, host.Request(), "key-1");
        var second = await PostWithKeyAsync(chen, host.Request(), "key-1");
        var other = host.Request();
        other["justification"] = "Something else";
        var third = await PostWithKeyAsync(chen, other, "key-1");

        Assert.Equal(HttpStatusCode.Accepted, second.Status);
        Assert.Equal(first.Body.GetRawText(), second.Body.GetRawText());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, third.Status);
    }

    [Fact]
    public async Task A_change_has_to_say_which_version_was_seen_and_an_old_one_loses()
    {
        var id = await host.RequestConnectionAsync();
        using var chen = host.As("Chen");

        Assert.Equal(HttpStatusCode.PreconditionRequired, await PatchAsync(chen, id, null));
        Assert.Equal(HttpStatusCode.OK, await PatchAsync(chen, id, new EntityTagHeaderValue("\"1\"")));
        Assert.Equal(HttpStatusCode.PreconditionFailed, await PatchAsync(chen, id, new EntityTagHeaderValue("\"1\"")));
        Assert.Equal(HttpStatusCode.OK, await PatchAsync(chen, id, EntityTagHeaderValue.Any));
    }

    private static async Task<HttpStatusCode> PatchAsync(HttpClient client, string id, EntityTagHeaderValue? seen)
    {
        using var request = new HttpRequestMessage(HttpMethod.Patch, $"connections/{id}") { Content = JsonContent.Create(new { externalReference = "CHG-1" }) };
        if (seen is not null)
        {
            request.Headers.IfMatch.Add(seen);
        }

        using var reply = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return reply.StatusCode;
    }

    private static async Task<(HttpStatusCode Status, JsonElement Body)> PostWithKeyAsync(HttpClient client, object body, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "connections") { Content = JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", key);
        using var reply = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return (reply.StatusCode, await reply.ReadAsync());
    }

    private async Task<JsonElement> IsRefusedAsync(string who, Dictionary<string, object?> request, IEnumerable<string> fields)
    {
        var mark = request["externalReference"] = $"refused-{Guid.CreateVersion7()}";
        using var client = host.As(who);
        using var reply = await client.PostAsJsonAsync("connections", request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
        Assert.Equal(fields, await reply.FieldsAsync());
        var stored = await client.GetStringAsync(new Uri("connections?limit=200", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.DoesNotContain((string)mark, stored, StringComparison.Ordinal);
        return await reply.ReadAsync();
    }
}
