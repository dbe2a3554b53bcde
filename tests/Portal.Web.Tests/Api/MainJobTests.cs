using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Portal.Web.Tests.Api;

/// <summary>The main job through the API, as the three kinds of people do it.</summary>
public sealed class MainJobTests(ApiHost host)
{
    [Fact]
    public async Task A_request_that_two_people_approve_becomes_available_with_interfaces_and_names_and_can_be_deleted()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var chen = host.As("Chen");
        var id = await host.RequestConnectionAsync();
        var waiting = await chen.GetFromJsonAsync<JsonElement>($"connections/{id}", cancellationToken);
        Assert.Equal("awaitingApproval", waiting.GetProperty("stage").GetString());
        Assert.Equal("networkAdmin", waiting.GetProperty("waitingFor").GetProperty("who").GetString());

        foreach (var approver in new[] { "Nora", "Priya" })
        {
            await DecideAsync(approver, waiting, "approve");
        }

        var available = await chen.GetFromJsonAsync<JsonElement>($"connections/{id}?waitFor=available&timeout=60", cancellationToken);
        Assert.Equal("available", available.GetProperty("stage").GetString());
        Assert.Equal("inSync", available.GetProperty("sync").GetProperty("state").GetString());
        var interfaces = available.GetProperty("endpoint").GetProperty("networkInterfaces").EnumerateArray().ToList();
        Assert.Equal(["use1-az1", "use1-az2"], interfaces.Select(network => network.GetProperty("zoneId").GetString()).Order());
        Assert.All(interfaces, network => Assert.StartsWith("10.20.", network.GetProperty("privateIp").GetString(), StringComparison.Ordinal));
        Assert.Equal(3, available.GetProperty("endpoint").GetProperty("dnsNames").GetArrayLength());
        // Before there is an interface nobody has told what the account calls the zones.
        Assert.All(waiting.GetProperty("subnets").EnumerateArray(), subnet => Assert.Equal(JsonValueKind.Null, subnet.GetProperty("zoneName").ValueKind));
        Assert.Equal(
            interfaces.Select(network => (network.GetProperty("zoneId").GetString(), network.GetProperty("zoneName").GetString())).Order(),
            available.GetProperty("subnets").EnumerateArray()
                .Select(subnet => (subnet.GetProperty("zoneId").GetString(), subnet.GetProperty("zoneName").GetString())).Order());
        Assert.All(interfaces, network => Assert.StartsWith("us-east-1", network.GetProperty("zoneName").GetString(), StringComparison.Ordinal));

        using var delete = new HttpRequestMessage(HttpMethod.Delete, $"connections/{id}")
        {
            Headers = { IfMatch = { new(
            "\"" + available.GetProperty("version") + "\"") } }
        };
        using var deleting = await chen.SendAsync(delete, cancellationToken);
        Assert.Equal(HttpStatusCode.Accepted, deleting.StatusCode);
        var deleted = await chen.GetFromJsonAsync<JsonElement>($"connections/{id}?waitFor=deleted&timeout=60", cancellationToken);
        Assert.Equal("deleted", deleted.GetProperty("stage").GetString());

        var history = await chen.GetFromJsonAsync<JsonElement>($"connections/{id}/history?limit=200", cancellationToken);
        var actions = history.GetProperty("items").EnumerateArray().Select(row => row.GetProperty("action").GetString()).Reverse();
        Assert.Equal(
            ["connection.submit", "review.approve", "review.approve", "connection.approve", "aws.endpoint.create", "aws.connection.accept",
                "connection.mark-available", "connection.delete", "aws.connection.reject", "aws.endpoint.delete", "connection.mark-deleted"],
            actions);
    }

    [Fact]
    public async Task Another_end_counts_only_when_the_same_people_have_approved_it()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var chen = host.As("Chen");
        var id = await host.RequestConnectionAsync();
        var waiting = await chen.GetFromJsonAsync<JsonElement>($"connections/{id}", cancellationToken);
        await DecideAsync("Nora", waiting, "approve");
        await DecideAsync("Priya", waiting, "approve");
        var live = await chen.GetFromJsonAsync<JsonElement>($"connections/{id}?waitFor=available&timeout=60", cancellationToken);
        var end = new DateTimeOffset(2126, 1, 1, 0, 0, 0, TimeSpan.Zero);

        using (var renewed = await chen.PostAsJsonAsync($"connections/{id}/renew", new { endsAt = end }, cancellationToken))
        {
            Assert.Equal(HttpStatusCode.Accepted, renewed.StatusCode);
        }

        using (var twice = await chen.PostAsJsonAsync($"connections/{id}/renew", new { endsAt = end.AddDays(1) }, cancellationToken))
        {
            Assert.Equal(HttpStatusCode.Conflict, twice.StatusCode);
        }

        var asked = await chen.GetFromJsonAsync<JsonElement>($"connections/{id}", cancellationToken);
        Assert.Equal(JsonValueKind.Null, asked.GetProperty("endsAt").ValueKind);
        Assert.Equal("available", asked.GetProperty("stage").GetString());
        var reviewId = asked.GetProperty("extensionReviewId").GetString();
        var review = await chen.GetFromJsonAsync<JsonElement>($"reviews/{reviewId}", cancellationToken);
        Assert.NotEqual(live.GetProperty("planHash").GetString(), review.GetProperty("planHash").GetString());
        foreach (var approver in new[] { "Nora", "Priya" })
        {
            using var client = host.As(approver);
            using var decided = await client.PostAsJsonAsync(
                $"reviews/{reviewId}/decisions", new { decision = "approve", planHash = review.GetProperty("planHash").GetString() }, cancellationToken);
            Assert.Equal(HttpStatusCode.OK, decided.StatusCode);
        }

        var extended = await chen.GetFromJsonAsync<JsonElement>($"connections/{id}", cancellationToken);
        Assert.Equal(end, extended.GetProperty("endsAt").GetDateTimeOffset());
        Assert.Equal(review.GetProperty("planHash").GetString(), extended.GetProperty("planHash").GetString());
        Assert.Equal(JsonValueKind.Null, extended.GetProperty("extensionReviewId").ValueKind);
        Assert.Equal("available", extended.GetProperty("stage").GetString());
    }

    [Fact]
    public async Task Ends_with_more_digits_than_are_kept_can_be_approved()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var chen = host.As("Chen");
        var request = host.Request();
        request["endsAt"] = "2125-01-01T00:00:00.1234567Z";
        using var asked = await chen.PostAsJsonAsync("connections", request, cancellationToken);
        var id = (await asked.ReadAsync()).GetProperty("id").GetString();
        var waiting = await chen.GetFromJsonAsync<JsonElement>($"connections/{id}", cancellationToken);
        foreach (var approver in new[] { "Nora", "Priya" })
        {
            using var decided = await DecideAsync(approver, waiting, "approve");
            Assert.Equal(HttpStatusCode.OK, decided.StatusCode);
        }

        var live = await chen.GetFromJsonAsync<JsonElement>($"connections/{id}?waitFor=available&timeout=60", cancellationToken);
        Assert.Equal("available", live.GetProperty("stage").GetString());
        Assert.Equal("2125-01-01T00:00:00.123Z", live.GetProperty("endsAt").GetString());
        using (await chen.PostAsJsonAsync($"connections/{id}/renew", new { endsAt = "2126-01-01T00:00:00.9876543Z" }, cancellationToken))
        {
        }

        var renewing = await chen.GetFromJsonAsync<JsonElement>($"connections/{id}", cancellationToken);
        var review = await chen.GetFromJsonAsync<JsonElement>($"reviews/{renewing.GetProperty("extensionReviewId").GetString()}", cancellationToken);
        foreach (var approver in new[] { "Nora", "Priya" })
        {
            using var client = host.As(approver);
            using var decided = await client.PostAsJsonAsync(
                $"reviews/{review.GetProperty("id").GetString()}/decisions",
                new { decision = "approve", planHash = review.GetProperty("planHash").GetString() }, cancellationToken);
            Assert.Equal(HttpStatusCode.OK, decided.StatusCode);
        }

        var extended = await chen.GetFromJsonAsync<JsonElement>($"connections/{id}", cancellationToken);
        Assert.Equal("2126-01-01T00:00:00.987Z", extended.GetProperty("endsAt").GetString());
        Assert.Equal(review.GetProperty("planHash").GetString(), extended.GetProperty("planHash").GetString());
    }

    [Fact]
    public async Task A_denial_is_shown_to_the_requester_with_its_reason()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var chen = host.As("Chen");
        var id = await host.RequestConnectionAsync();
        var waiting = await chen.GetFromJsonAsync<JsonElement>($"connections/{id}", cancellationToken);

        using (var silent = await DecideAsync("Nora", waiting, "deny"))
        {
            Assert.Equal(HttpStatusCode.BadRequest, silent.StatusCode);
            Assert.Equal(["reason"], await silent.FieldsAsync());
        }

        using var denied = await DecideAsync("Nora", waiting, "deny", "Use the staging account first");
        Assert.Equal(HttpStatusCode.OK, denied.StatusCode);
        var review = await chen.GetFromJsonAsync<JsonElement>($"reviews/{waiting.GetProperty("reviewId").GetString()}", cancellationToken);
        Assert.Equal("Use the staging account first", review.GetProperty("decisions")[0].GetProperty("reason").GetString());
        Assert.Equal("denied", (await chen.GetFromJsonAsync<JsonElement>($"connections/{id}", cancellationToken)).GetProperty("stage").GetString());
    }

    [Theory]
    [InlineData("Chen", "You asked for this yourself")]
    [InlineData("Priya", "It is the turn of")]
    [InlineData("Tomás", "It is the turn of")]
    public async Task Nobody_decides_out_of_turn_or_on_what_they_asked_for(string who, string because)
    {
        using var chen = host.As("Chen");
        var id = await host.RequestConnectionAsync();
        var waiting = await chen.GetFromJsonAsync<JsonElement>($"connections/{id}", TestContext.Current.CancellationToken);

        using var refused = await DecideAsync(who, waiting, "approve");

        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Contains(because, (await refused.ReadAsync()).GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_that_needs_changes_is_changed_and_reviewed_in_a_new_round()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var chen = host.As("Chen");
        var id = await host.RequestConnectionAsync();
        var first = await chen.GetFromJsonAsync<JsonElement>($"connections/{id}", cancellationToken);
        using (await DecideAsync("Nora", first, "requestChanges", "One zone is enough"))
        {
        }

        var smaller = host.Request();
        smaller["subnets"] = ((System.Collections.IEnumerable)smaller["subnets"]!).Cast<object>().Take(1);
        using var again = await chen.PostAsJsonAsync($"connections/{id}/submission", smaller, cancellationToken);

        Assert.Equal(HttpStatusCode.Accepted, again.StatusCode);
        var second = await chen.GetFromJsonAsync<JsonElement>($"connections/{id}", cancellationToken);
        Assert.Equal("awaitingApproval", second.GetProperty("stage").GetString());
        Assert.NotEqual(first.GetProperty("planHash").GetString(), second.GetProperty("planHash").GetString());
        Assert.NotEqual(first.GetProperty("reviewId").GetString(), second.GetProperty("reviewId").GetString());
    }

    private async Task<HttpResponseMessage> DecideAsync(string who, JsonElement connection, string decision, string? reason = null)
    {
        using var client = host.As(who);
        return await client.PostAsJsonAsync(
            $"reviews/{connection.GetProperty("reviewId").GetString()}/decisions",
            new { decision, reason, planHash = connection.GetProperty("planHash").GetString() }, TestContext.Current.CancellationToken);
    }
}
