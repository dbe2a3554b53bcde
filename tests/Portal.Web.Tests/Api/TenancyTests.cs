using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Portal.Web.Tests.Api;

/// <summary>Every route of the API, as somebody who may not: the table has to know them all.</summary>
public sealed class TenancyTests(ApiHost host)
{
    private const string Unknown = "0190c0de-0000-7000-8000-000000000000";

    /// <summary>What the route answers to a consumer of another team, with the ids of somebody else's subjects.</summary>
    private static readonly Dictionary<string, HttpStatusCode> ToAnotherTeam = new()
    {
        ["GET /me"] = HttpStatusCode.OK,
        ["GET /accounts"] = HttpStatusCode.OK,
        ["POST /accounts"] = HttpStatusCode.BadRequest,
        ["POST /accounts/self-managed"] = HttpStatusCode.BadRequest,
        ["POST /accounts/{accountId}/challenge"] = HttpStatusCode.NotFound,
        ["POST /accounts/{accountId}/challenge/answer"] = HttpStatusCode.NotFound,
        ["GET /accounts/{accountId}/setup"] = HttpStatusCode.NotFound,
        ["POST /accounts/{accountId}/proof"] = HttpStatusCode.NotFound,
        ["GET /accounts/{accountId}/vpcs"] = HttpStatusCode.NotFound,
        ["DELETE /accounts/{accountId}"] = HttpStatusCode.NotFound,
        ["DELETE /accounts/{accountId}/tags/{key}"] = HttpStatusCode.NotFound,
        ["PUT /accounts/{accountId}/tags/{key}"] = HttpStatusCode.NotFound,
        ["GET /services"] = HttpStatusCode.OK,
        ["GET /services/{id:guid}"] = HttpStatusCode.OK,
        ["GET /services/{id:guid}/operations"] = HttpStatusCode.OK,
        ["POST /services"] = HttpStatusCode.BadRequest,
        ["POST /services/{id:guid}/preview"] = HttpStatusCode.Forbidden,
        ["DELETE /services/{id:guid}/proposal"] = HttpStatusCode.Forbidden,
        ["PATCH /services/{id:guid}"] = HttpStatusCode.Forbidden,
        ["POST /services/{id:guid}/differences"] = HttpStatusCode.Forbidden,
        ["POST /services/{id:guid}/withdrawal"] = HttpStatusCode.Forbidden,
        ["POST /services/{id:guid}/resumption"] = HttpStatusCode.Forbidden,
        ["POST /services/{id:guid}/retry"] = HttpStatusCode.Forbidden,
        ["POST /services/{id:guid}/private-dns/verification"] = HttpStatusCode.Forbidden,
        ["GET /arrivals"] = HttpStatusCode.OK,
        ["POST /arrivals/{vpcEndpointId}/rejection"] = HttpStatusCode.NotFound,
        ["DELETE /arrivals/{vpcEndpointId}/rejection"] = HttpStatusCode.NotFound,
        ["POST /arrivals/{vpcEndpointId}/claim"] = HttpStatusCode.NotFound,
        ["POST /arrivals/{vpcEndpointId}/adoption"] = HttpStatusCode.NotFound,
        ["GET /connections"] = HttpStatusCode.OK,
        ["GET /connections/{id:guid}"] = HttpStatusCode.NotFound,
        ["GET /connections/{id:guid}/plan"] = HttpStatusCode.NotFound,
        ["GET /connections/{id:guid}/history"] = HttpStatusCode.NotFound,
        ["GET /connections/{id:guid}/operations"] = HttpStatusCode.NotFound,
        ["POST /connections"] = HttpStatusCode.BadRequest,
        ["POST /connections/preview"] = HttpStatusCode.BadRequest,
        ["POST /connections/{id:guid}/submission"] = HttpStatusCode.BadRequest,
        ["PATCH /connections/{id:guid}"] = HttpStatusCode.NotFound,
        ["POST /connections/{id:guid}/preview"] = HttpStatusCode.NotFound,
        ["DELETE /connections/{id:guid}/proposal"] = HttpStatusCode.NotFound,
        ["PUT /connections/{id:guid}/endpoint"] = HttpStatusCode.NotFound,
        ["DELETE /connections/{id:guid}"] = HttpStatusCode.NotFound,
        ["POST /connections/{id:guid}/retry"] = HttpStatusCode.NotFound,
        ["POST /connections/{id:guid}/renew"] = HttpStatusCode.NotFound,
        ["POST /connections/{id:guid}/reconnect"] = HttpStatusCode.NotFound,
        ["POST /connections/{id:guid}/differences"] = HttpStatusCode.NotFound,
        ["POST /connections/{id:guid}/cut-off"] = HttpStatusCode.NotFound,
        ["POST /connections/{id:guid}/restore"] = HttpStatusCode.NotFound,
        ["POST /connections/{id:guid}/abandon"] = HttpStatusCode.NotFound,
        ["GET /reviews"] = HttpStatusCode.OK,
        ["GET /reviews/{id:guid}"] = HttpStatusCode.NotFound,
        ["POST /reviews/{id:guid}/decisions"] = HttpStatusCode.NotFound,
        ["POST /reviews/decisions"] = HttpStatusCode.BadRequest,
        ["GET /reviews/{id:guid}/background"] = HttpStatusCode.NotFound,
        ["GET /reviews/{id:guid}/network"] = HttpStatusCode.NotFound,
        ["GET /reviews/{id:guid}/comments"] = HttpStatusCode.NotFound,
        ["POST /reviews/{id:guid}/comments"] = HttpStatusCode.NotFound,
        ["GET /teams"] = HttpStatusCode.OK,
        ["GET /teams/{id:guid}"] = HttpStatusCode.NotFound,
        ["POST /teams"] = HttpStatusCode.Forbidden,
        ["PATCH /teams/{id:guid}"] = HttpStatusCode.Forbidden,
        ["DELETE /teams/{id:guid}"] = HttpStatusCode.Forbidden,
        ["POST /teams/{id:guid}/reopening"] = HttpStatusCode.Forbidden,
        ["PUT /teams/{id:guid}/tags/{key}"] = HttpStatusCode.Forbidden,
        ["DELETE /teams/{id:guid}/tags/{key}"] = HttpStatusCode.Forbidden,
        ["GET /teams/{id:guid}/members"] = HttpStatusCode.NotFound,
        ["POST /teams/{id:guid}/members"] = HttpStatusCode.Forbidden,
        ["PATCH /teams/{id:guid}/members/{personId:guid}"] = HttpStatusCode.Forbidden,
        ["DELETE /teams/{id:guid}/members/{personId:guid}"] = HttpStatusCode.Forbidden,
        ["GET /accounts/{accountId}/grants"] = HttpStatusCode.NotFound,
        ["POST /accounts/{accountId}/grants"] = HttpStatusCode.Forbidden,
        ["PATCH /accounts/{accountId}/grants/{teamId:guid}"] = HttpStatusCode.Forbidden,
        ["DELETE /accounts/{accountId}/grants/{teamId:guid}"] = HttpStatusCode.Forbidden,
        ["GET /people"] = HttpStatusCode.Forbidden,
        ["GET /people/me"] = HttpStatusCode.OK,
        ["GET /people/{id:guid}"] = HttpStatusCode.NotFound,
        ["PATCH /people/{id:guid}"] = HttpStatusCode.Forbidden,
        ["POST /people/{id:guid}/block"] = HttpStatusCode.Forbidden,
        ["DELETE /people/{id:guid}/block"] = HttpStatusCode.Forbidden,
        ["GET /people/{id:guid}/sessions"] = HttpStatusCode.NotFound,
        ["DELETE /people/{id:guid}/sessions"] = HttpStatusCode.NotFound,
        ["GET /people/{id:guid}/tokens"] = HttpStatusCode.NotFound,
        ["DELETE /people/{id:guid}/tokens"] = HttpStatusCode.NotFound,
        ["DELETE /people/{id:guid}/tokens/{tokenId:guid}"] = HttpStatusCode.NotFound,
        ["GET /invitations"] = HttpStatusCode.Forbidden,
        ["POST /invitations"] = HttpStatusCode.Forbidden,
        ["DELETE /invitations/{id:guid}"] = HttpStatusCode.Forbidden,
        ["GET /services/{id:guid}/customer-connections"] = HttpStatusCode.NotFound,
        ["POST /services/{id:guid}/customer-connections"] = HttpStatusCode.NotFound,
        ["GET /customer-connections/{id:guid}"] = HttpStatusCode.NotFound,
        ["POST /customer-connections/{id:guid}/link"] = HttpStatusCode.NotFound,
        ["DELETE /customer-connections/{id:guid}/link"] = HttpStatusCode.NotFound,
        ["DELETE /customer-connections/{id:guid}"] = HttpStatusCode.NotFound,
        ["GET /group-rules"] = HttpStatusCode.Forbidden,
        ["GET /group-rules/unmapped-groups"] = HttpStatusCode.Forbidden,
        ["POST /group-rules"] = HttpStatusCode.Forbidden,
        ["DELETE /group-rules/{id:guid}"] = HttpStatusCode.Forbidden,
        ["GET /events"] = HttpStatusCode.OK,
        ["GET /audit"] = HttpStatusCode.OK,
        ["GET /audit/verification"] = HttpStatusCode.Forbidden,
    };

    [Fact]
    public void Every_route_of_the_API_is_in_the_table() =>
        Assert.Equal(ToAnotherTeam.Keys.Order(StringComparer.Ordinal), ApiRoutes().Order(StringComparer.Ordinal));

    [Fact]
    public async Task No_route_answers_somebody_who_is_not_signed_in()
    {
        using var nobody = host.As(null);
        foreach (var route in ToAnotherTeam.Keys)
        {
            using var reply = await SendAsync(nobody, route, Unknown, Unknown, Unknown);
            Assert.Equal((route, HttpStatusCode.Unauthorized), (route, reply.StatusCode));
        }
    }

    [Fact]
    public async Task Another_team_reads_and_changes_nothing_of_a_connection_a_review_or_an_account()
    {
        var connection = await host.RequestConnectionAsync();
        using var chen = host.As("Chen");
        var review = (await chen.GetFromJsonAsync<JsonElement>($"connections/{connection}", TestContext.Current.CancellationToken)).GetProperty("reviewId")
            .GetString()!;
        using var amara = host.As("Amara");

        foreach (var (route, expected) in ToAnotherTeam)
        {
            var id = route.Contains("/services/", StringComparison.Ordinal)
                ? host.ServiceId
                : route.Contains("/reviews/", StringComparison.Ordinal) ? review : connection;
            using var reply = await SendAsync(amara, route, id, host.Seed.Account("storefront-prod").AccountId, host.ServiceId);
            Assert.Equal((route, expected), (route, reply.StatusCode));
            var text = await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            // Their own refused looks are theirs to read, with the address that they asked for.
            Assert.DoesNotContain(connection, Asked(text, connection), StringComparison.Ordinal);
        }

        Assert.Equal(
            "awaitingApproval",
            (await chen.GetFromJsonAsync<JsonElement>($"connections/{connection}", TestContext.Current.CancellationToken)).GetProperty("stage").GetString());
    }

    [Fact]
    public async Task A_refused_look_is_in_the_history()
    {
        var connection = await host.RequestConnectionAsync();
        // Somebody who has not been refused so often by other tests that one line stands for many.
        using var viktor = host.As("Viktor");
        using (await viktor.GetAsync(new Uri($"connections/{connection}", UriKind.Relative), TestContext.Current.CancellationToken))
        {
        }

        using var tomas = host.As("Tomás");
        var rows = await tomas.GetFromJsonAsync<JsonElement>("audit?subjectKind=session&limit=200", TestContext.Current.CancellationToken);
        Assert.Contains(rows.GetProperty("items").EnumerateArray(), row =>
            row.GetProperty("action").GetString() == "access.refused"
            && row.GetProperty("by").GetString() == "Viktor Olsen"
            && row.GetProperty("details").GetProperty("what").GetString() == $"GET /api/v1/connections/{connection}");
    }

    [Fact]
    public async Task A_provider_sees_of_a_connection_only_what_AWS_would_show_them()
    {
        var connection = await host.RequestConnectionAsync();
        using var priya = host.As("Priya");

        var seen = await priya.GetFromJsonAsync<JsonElement>($"connections/{connection}", TestContext.Current.CancellationToken);

        Assert.All(["vpcId", "subnets", "securityGroupIds", "tags"], field => Assert.Equal(JsonValueKind.Null, seen.GetProperty(field).ValueKind));
        Assert.Equal(host.Seed.Account("storefront-prod").AccountId, seen.GetProperty("accountId").GetString());
    }

    [Fact]
    public async Task A_provider_is_never_shown_the_consumers_network_or_what_AWS_said_in_the_consumers_account()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var request = host.Request();
        var subnet = host.Seed.Account("storefront-prod").Vpc("storefront").Subnets.Single(subnet => subnet.Name == "storefront-app-az1").SubnetId;
        request["subnets"] = new[] { new { subnetId = subnet, ipv4 = "10.20.0.77" } };
        // The second one asks for an address that the first one has.
        var first = await host.ApprovedAsync(request);
        using var chen = host.As("Chen");
        await chen.GetFromJsonAsync<JsonElement>($"connections/{first}?waitFor=available&timeout=60", cancellationToken);
        var second = await host.ApprovedAsync(request);
        var blocked = await chen.GetFromJsonAsync<JsonElement>($"connections/{second}?waitFor=available&timeout=60", cancellationToken);
        Assert.Equal("InvalidIPAddress.InUse", blocked.GetProperty("blocked").GetProperty("code").GetString());

        var (own, shown) = (await EverythingAsync("Chen"), await EverythingAsync("Priya"));

        string[] secrets =
        [
            subnet, "10.20.0.77", (string)request["vpcId"]!, .. (string[])request["securityGroupIds"]!,
            blocked.GetProperty("blocked").GetProperty("cause").GetString()!, .. AttemptErrors(own).Distinct(),
        ];
        Assert.Equal(6, secrets.Length);
        Assert.All(secrets, secret => Assert.Contains(secret, own, StringComparison.Ordinal));
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, shown, StringComparison.Ordinal));
        Assert.Contains("InvalidIPAddress.InUse", shown, StringComparison.Ordinal);

        async Task<string> EverythingAsync(string who)
        {
            using var client = host.As(who);
            var parts = new List<string>();
            foreach (var path in new[] { "", "/plan", "/operations", "/history?limit=200" })
            {
                parts.Add(await client.GetStringAsync(new Uri($"connections/{second}{path}", UriKind.Relative), cancellationToken));
            }

            return string.Join('\n', parts);
        }
    }

    /// <summary>Without the addresses that were asked for: as everybody reads them of themselves.</summary>
    private static string Asked(string text, string id) => new[] { "connections", "teams", "people", "invitations", "customer-connections", "group-rules" }
        .Aggregate(text, (rest, list) => rest.Replace($"/{list}/{id}", "", StringComparison.Ordinal));

    private static IEnumerable<string> AttemptErrors(string everything) =>
        from operation in JsonDocument.Parse(everything.Split('\n')[2]).RootElement.GetProperty("items").EnumerateArray()
        from attempt in operation.GetProperty("attempts").EnumerateArray()
        let message = attempt.GetProperty("errorMessage").GetString()
        where message is not null
        select message;

    private IEnumerable<string> ApiRoutes() =>
        from route in host.Routes
        let pattern = route.RoutePattern.RawText!
        where pattern.StartsWith("/api/v1", StringComparison.Ordinal) && !pattern.Contains('*', StringComparison.Ordinal)
        from method in route.Metadata.GetMetadata<Microsoft.AspNetCore.Routing.IHttpMethodMetadata>()!.HttpMethods
        select $"{method} {pattern["/api/v1".Length..]}";

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, string route, string id, string accountId, string serviceId)
    {
        var (method, path) = route.Split(' ') is [var verb, var rest] ? (verb, rest) : throw new ArgumentException(route, nameof(route));
        using var request = new HttpRequestMessage(
            new HttpMethod(method),
            path.TrimStart('/').Replace("{id:guid}", id, StringComparison.Ordinal).Replace("{accountId}", accountId, StringComparison.Ordinal)
                .Replace("{personId:guid}", Unknown, StringComparison.Ordinal).Replace("{tokenId:guid}", Unknown, StringComparison.Ordinal)
                .Replace("{teamId:guid}", Unknown, StringComparison.Ordinal).Replace("{key}", "cost-center", StringComparison.Ordinal));
        if (method is "PATCH" or "DELETE" or "PUT")
        {
            request.Headers.IfMatch.Add(EntityTagHeaderValue.Any);
        }

        if (method is "POST" or "PATCH" or "PUT")
        {
            // What a route does not know it refuses before it looks at who sends it.
            object body = path.EndsWith("/endpoint", StringComparison.Ordinal) ? new { vpcEndpointId = "vpce-0123456789abcdef0" }
                : path is "/reviews/decisions" ? new { decision = "approve" }
                : path.EndsWith("/comments", StringComparison.Ordinal) ? new { text = "Hello" }
                : path.EndsWith("/decisions", StringComparison.Ordinal) ? new { decision = "approve", planHash = "x" }
                : path is "/connections" or "/connections/preview" || path.EndsWith("/submission", StringComparison.Ordinal) ? new { serviceId }
                : new { };
            request.Content = JsonContent.Create(body);
        }

        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
