using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Portal.Web.Tests.Api;

/// <summary>Teams, people and invitations over the API, on a portal of its own: what is done here others must not see.</summary>
[Collection(HostsOfTheirOwn.Name)]
public sealed class PeopleApiTests(ApiHost host) : IClassFixture<ApiHost>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_network_admin_makes_a_team_fills_it_and_closes_it()
    {
        using var nora = host.As("Nora");
        using var request = Sent(HttpMethod.Post, "teams", new { name = "Research" });
        request.Headers.Add("Idempotency-Key", "research-1");
        using var made = await nora.SendAsync(request, Cancel);
        var team = (await made.ReadAsync()).GetProperty("id").GetString();
        using var again = Sent(HttpMethod.Post, "teams", new { name = "Research" });
        again.Headers.Add("Idempotency-Key", "research-1");
        using var replayed = await nora.SendAsync(again, Cancel);
        Assert.Equal(team, (await replayed.ReadAsync()).GetProperty("id").GetString());

        var amara = (await nora.GetFromJsonAsync<JsonElement>("people?search=amara", Cancel)).GetProperty("items")[0].GetProperty("id").GetString();
        using var added = await nora.PostAsJsonAsync($"teams/{team}/members", new { personId = amara, roles = new[] { "consumer" } }, Cancel);
        var etag = added.Headers.ETag!;
        using var unsaid = await nora.SendAsync(Sent(HttpMethod.Patch, $"teams/{team}/members/{amara}", new { roles = new[] { "provider" } }), Cancel);
        Assert.Equal(HttpStatusCode.PreconditionRequired, unsaid.StatusCode);
        using var changed = await nora.SendAsync(Sent(HttpMethod.Patch, $"teams/{team}/members/{amara}", new { roles = new[] { "provider" } }, etag), Cancel);
        changed.EnsureSuccessStatusCode();
        using var stale = await nora.SendAsync(Sent(HttpMethod.Delete, $"teams/{team}/members/{amara}", null, etag), Cancel);
        Assert.Equal(HttpStatusCode.PreconditionFailed, stale.StatusCode);
        var member = (await nora.GetFromJsonAsync<JsonElement>($"teams/{team}/members", Cancel)).GetProperty("items")[0];
        Assert.Equal("provider", member.GetProperty("roles").GetProperty("byHand")[0].GetString());

        using var closed = await nora.SendAsync(Sent(HttpMethod.Delete, $"teams/{team}", null, EntityTagHeaderValue.Any), Cancel);
        Assert.NotEqual(JsonValueKind.Null, (await closed.ReadAsync()).GetProperty("closedAt").ValueKind);
        Assert.Contains(team!, await nora.GetStringAsync(new Uri("teams?closed=true", UriKind.Relative), Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_invitation_gives_its_address_once_and_can_be_withdrawn()
    {
        using var nora = host.As("Nora");
        var team = (await nora.GetFromJsonAsync<JsonElement>("teams?search=storefront", Cancel)).GetProperty("items")[0].GetProperty("id").GetString();
        using var made = await nora.PostAsJsonAsync("invitations", new { teamId = team, roles = new[] { "consumer" }, guest = "Mara" }, Cancel);
        var invitation = await made.ReadAsync();
        Assert.Contains("/join/", invitation.GetProperty("url").GetString(), StringComparison.Ordinal);
        Assert.True(made.Headers.CacheControl!.NoStore);

        var id = invitation.GetProperty("id").GetString();
        using var withdrawn = await nora.SendAsync(Sent(HttpMethod.Delete, $"invitations/{id}", null, EntityTagHeaderValue.Any), Cancel);

        Assert.Equal(HttpStatusCode.NoContent, withdrawn.StatusCode);
        Assert.DoesNotContain(id!, await nora.GetStringAsync(new Uri("invitations", UriKind.Relative), Cancel), StringComparison.Ordinal);
        Assert.Contains(id!, await nora.GetStringAsync(new Uri("invitations?open=false", UriKind.Relative), Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_has_no_role_any_more_reads_nothing_by_their_token_and_is_told_why_and_the_blocked_are_not_let_in_at_all()
    {
        using var nora = host.As("Nora");
        using var viktor = host.As("Viktor");
        var person = await viktor.GetFromJsonAsync<JsonElement>("people/me", Cancel);
        var (id, team) = (person.GetProperty("id").GetString(), person.GetProperty("teams")[0].GetProperty("team").GetProperty("id").GetString());
        (await nora.SendAsync(Sent(HttpMethod.Delete, $"teams/{team}/members/{id}", null, EntityTagHeaderValue.Any), Cancel)).EnsureSuccessStatusCode();

        using var refused = await viktor.GetAsync(new Uri("services", UriKind.Relative), Cancel);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Contains("has no role any more", (await refused.ReadAsync()).GetProperty("detail").GetString(), StringComparison.Ordinal);

        (await nora.PostAsJsonAsync($"teams/{team}/members", new { personId = id, roles = new[] { "provider" } }, Cancel)).EnsureSuccessStatusCode();
        using var back = await viktor.GetAsync(new Uri("services", UriKind.Relative), Cancel);
        Assert.Equal(HttpStatusCode.OK, back.StatusCode);
        (await nora.PostAsJsonAsync($"people/{id}/block", new { reason = "Left" }, Cancel)).EnsureSuccessStatusCode();
        using var blocked = await viktor.GetAsync(new Uri("services", UriKind.Relative), Cancel);
        Assert.Equal(HttpStatusCode.Unauthorized, blocked.StatusCode);
    }

    [Fact]
    public async Task A_network_admin_lets_a_team_connect_from_anothers_account_over_the_API()
    {
        using var nora = host.As("Nora");
        var (account, team) = (
            host.Seed.Account("storefront-prod").AccountId,
            (await nora.GetFromJsonAsync<JsonElement>("teams?search=quarry", Cancel)).GetProperty("items")[0].GetProperty("id").GetString());
        using var given = await nora.PostAsJsonAsync($"accounts/{account}/grants", new { teamId = team }, Cancel);
        Assert.Equal(team, (await given.ReadAsync()).GetProperty("team").GetProperty("id").GetString());
        using var changed = await nora.SendAsync(
            Sent(HttpMethod.Patch, $"accounts/{account}/grants/{team}", new { vpcIds = new[] { "vpc-0123456789abcdef0" } }, given.Headers.ETag), Cancel);
        Assert.Equal("vpc-0123456789abcdef0", (await changed.ReadAsync()).GetProperty("vpcIds")[0].GetString());

        using var taken = await nora.SendAsync(Sent(HttpMethod.Delete, $"accounts/{account}/grants/{team}", null, changed.Headers.ETag), Cancel);

        Assert.Equal(HttpStatusCode.NoContent, taken.StatusCode);
        Assert.Equal(0, (await nora.GetFromJsonAsync<JsonElement>($"accounts/{account}/grants", Cancel)).GetProperty("items").GetArrayLength());
    }

    private static HttpRequestMessage Sent(HttpMethod method, string path, object? body, EntityTagHeaderValue? seen = null)
    {
        var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        if (seen is not null)
        {
            request.Headers.IfMatch.Add(seen);
        }

        return request;
    }
}
