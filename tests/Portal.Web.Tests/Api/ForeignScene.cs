using System.Net.Http.Json;
using System.Text.Json;
using Portal.Testing.Worlds;

namespace Portal.Web.Tests.Api;

/// <summary>
/// A portal of its own with a service, a connection that works and one that waits for people, into which a newer version of the portal writes.
/// </summary>
public sealed class ForeignScene : IAsyncLifetime
{
    public static readonly string[] People = ["Chen", "Priya", "Amara", "Nora", "Tomás"];

    private static readonly string[] Lists = ["connections", "services", "reviews", "accounts"];

    private readonly Dictionary<string, HttpClient> _clients = [];

    public ApiHost Host { get; } = new();

    public string Connected { get; private set; } = "";

    public string Asked { get; private set; } = "";

    /// <summary>Of the one that waits.</summary>
    public string OpenReview { get; private set; } = "";

    /// <summary>Of the one that works.</summary>
    public string DecidedReview { get; private set; } = "";

    public string AccountId => Host.Seed.Account("storefront-prod").AccountId;

    public async ValueTask InitializeAsync()
    {
        await Host.InitializeAsync();
        foreach (var who in People)
        {
            _clients[who] = Host.As(who);
        }

        Connected = await Host.ApprovedAsync(Host.Request());
        DecidedReview = (await _clients["Chen"].GetFromJsonAsync<JsonElement>($"connections/{Connected}?waitFor=available&timeout=60")).GetProperty("reviewId")
            .GetString()!;
        Asked = await Host.RequestConnectionAsync();
        OpenReview = (await _clients["Chen"].GetFromJsonAsync<JsonElement>($"connections/{Asked}")).GetProperty("reviewId").GetString()!;
        var teams = await _clients["Nora"].GetFromJsonAsync<JsonElement>("teams?search=storefront");
        var storefront = teams.GetProperty("items")[0].GetProperty("id").GetString();
        (await _clients["Nora"].PostAsJsonAsync("invitations", new { teamId = storefront, roles = new[] { "consumer" }, guest = "Grace" }))
            .EnsureSuccessStatusCode();
        await Foreign.WriteAsync(
            Host.Database,
            "insert into group_rule (id, provider, \"group\", team_roles, portal_roles, made_by_issuer, made_by_subject, created_at) "
                + "values (gen_random_uuid(), 'house', 'network', '{}', '{Auditor}', 'demo', 'nora', now())",
            CancellationToken.None);
        await Foreign.WriteAsync(
            Host.Database, $"insert into account_grant (account_id, team_id, vpc_ids) select '{AccountId}', id, '[]' from team where name = 'Analytics'",
            CancellationToken.None);
    }

    /// <summary>Everything that can be read, by each of the people.</summary>
    /// <returns>What was not answered, or answered as the portal's own failure.</returns>
    public async Task<IReadOnlyList<string>> FailuresAsync(CancellationToken cancellationToken)
    {
        var failures = await Task.WhenAll(People.Select(who => FailuresAsync(who, cancellationToken)));
        return [.. failures.SelectMany(each => each)];
    }

    public Task<string> ReadAsync(string who, string path, CancellationToken cancellationToken) =>
        _clients[who].GetStringAsync(new Uri(path, UriKind.Relative), cancellationToken);

    /// <summary>Each row of each list as each of the people sees it, read one at a time by cursor: where it stands.</summary>
    public async Task<IReadOnlyList<string>> RowsAsync(string except, CancellationToken cancellationToken)
    {
        var rows = await Task.WhenAll(People.SelectMany(who => Lists.Select(list => RowsAsync(who, list, except, cancellationToken))));
        return [.. rows.SelectMany(each => each)];
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients.Values)
        {
            client.Dispose();
        }

        await Host.DisposeAsync();
    }

    private async Task<IReadOnlyList<string>> RowsAsync(string who, string list, string except, CancellationToken cancellationToken)
    {
        var rows = new List<string>();
        string? next = null;
        do
        {
            var page = await _clients[who].GetFromJsonAsync<JsonElement>($"{list}?limit=1&cursor={next}", cancellationToken);
            rows.AddRange(page.GetProperty("items").EnumerateArray().Where(item => !Id(item).Equals(except, StringComparison.Ordinal))
                .Select(item => $"{who}: {list} {Id(item)} {(item.TryGetProperty("stage", out var stage) ? stage : item.GetProperty("state"))}"));
            next = page.GetProperty("next").GetString();
        }
        while (next is not null);
        return rows;
    }

    private async Task<IReadOnlyList<string>> FailuresAsync(string who, CancellationToken cancellationToken)
    {
        var failures = new List<string>();
        foreach (var path in Paths())
        {
            using var reply = await _clients[who].GetAsync(new Uri(path, UriKind.Relative), cancellationToken);
            if ((int)reply.StatusCode >= 500)
            {
                failures.Add($"{who}: {path} {reply.StatusCode}");
            }
        }

        return failures;
    }

    private static string Id(JsonElement item) => (item.TryGetProperty("id", out var id) ? id : item.GetProperty("accountId")).GetString()!;

    private IEnumerable<string> Paths() =>
    [
        .. Host.Routes
            .Where(route => route.RoutePattern.RawText!.StartsWith("/api/v1/", StringComparison.Ordinal)
                && route.Metadata.GetMetadata<Microsoft.AspNetCore.Routing.IHttpMethodMetadata>()?.HttpMethods.Contains("GET") == true
                && !route.RoutePattern.RawText.Contains('*', StringComparison.Ordinal))
            .SelectMany(route => Filled(route.RoutePattern.RawText!["/api/v1/".Length..])),
        "connections?stage=unknown", "connections?stage=available", "services?search=payments", "reviews?state=unknown", "reviews?state=open",
        "audit?subjectKind=unknown", "audit?subjectKind=connection&limit=200", "audit?limit=200", "events?limit=200",
    ];

    private IEnumerable<string> Filled(string pattern)
    {
        string[] ids = pattern.StartsWith("connections/", StringComparison.Ordinal) ? [Connected, Asked]
            : pattern.StartsWith("reviews/", StringComparison.Ordinal) ? [OpenReview, DecidedReview]
            : [Host.ServiceId];
        var filled = pattern.Replace("{accountId}", AccountId, StringComparison.Ordinal);
        return filled.Contains("{id:guid}", StringComparison.Ordinal) ? ids.Select(id => filled.Replace("{id:guid}", id, StringComparison.Ordinal)) : [filled];
    }
}
