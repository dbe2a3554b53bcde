using System.Net.Http.Json;
using System.Text.Json;

namespace Portal.Testing.Worlds;

/// <summary>The sandbox's control API: holds and the ledger.</summary>
public sealed class SandboxControl(Uri address) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = address };

    /// <summary>Stops matching calls before or after their effect.</summary>
    public async Task<SandboxHold> HoldAsync(string action, HoldWhen when, CancellationToken cancellationToken, string? account = null, int times = 1)
    {
        var reply = await _http.PostAsJsonAsync(
            "holds", new { action, account, when = when == HoldWhen.Before ? "before" : "after", times }, cancellationToken);
        var view = await reply.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
        return new(_http, view.GetProperty("id").GetString()!);
    }

    /// <summary>Every call so far, oldest first.</summary>
    public async Task<IReadOnlyList<LedgerCall>> LedgerAsync(CancellationToken cancellationToken, long since = 0)
    {
        var lines = await _http.GetStringAsync($"ledger?since={since}", cancellationToken);
        return [.. lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(
            line => JsonSerializer.Deserialize<LedgerCall>(line, JsonSerializerOptions.Web)!)];
    }

    /// <summary>The mutating calls of the portal so far, oldest first.</summary>
    public async Task<IReadOnlyList<LedgerCall>> PortalWritesAsync(CancellationToken cancellationToken, long since = 0) =>
        [.. (await LedgerAsync(cancellationToken, since)).Where(call => call is { IsMutating: true, IsPortals: true })];

    /// <summary>Makes AWS misbehave by a rule of the control API, until all faults are ended.</summary>
    /// <param name="effect">For example <c>new { kind = "error", code = "LoadBalancerNotFound" }</c>.</param>
    public async Task FaultAsync(
        object effect, CancellationToken cancellationToken, string? action = null, string? account = null, double? probability = null, int seed = 0)
    {
        var reply = await _http.PostAsJsonAsync("faults", new { action, account, probability, seed, effect }, cancellationToken);
        if (!reply.IsSuccessStatusCode)
        {
            throw new InvalidOperationException(await reply.Content.ReadAsStringAsync(cancellationToken));
        }
    }

    /// <summary>From now on accounts have the token buckets that AWS is believed to have.</summary>
    public async Task ThrottleAsync(CancellationToken cancellationToken) =>
        (await _http.PutAsJsonAsync("throttling", new { enabled = true }, cancellationToken)).EnsureSuccessStatusCode();

    /// <summary>AWS raises, or lowers, quotas of an account.</summary>
    public Task QuotasAsync(string account, object quotas, CancellationToken cancellationToken) =>
        PutAsync($"accounts/{account}/quotas", quotas, cancellationToken);

    /// <summary>What the organisation denies in an account from now on, whatever its own policies allow.</summary>
    /// <param name="statements">The statements of its one service control policy, as in a policy document.</param>
    public async Task PutServiceControlAsync(string account, object[] statements, CancellationToken cancellationToken)
    {
        var documents = new { control = new { Version = "2012-10-17", Statement = statements } };
        var reply = await _http.PutAsJsonAsync("scps", new { account, documents }, new JsonSerializerOptions(), cancellationToken);
        if (!reply.IsSuccessStatusCode)
        {
            throw new InvalidOperationException(await reply.Content.ReadAsStringAsync(cancellationToken));
        }
    }

    /// <summary>An account's administrator makes the portal's role there as they were told to: who may assume it, and what it may do.</summary>
    /// <param name="trust">The trust policy, as JSON.</param>
    /// <param name="policy">The permissions, as JSON.</param>
    public async Task MakeRoleAsync(string roleArn, string trust, string policy, CancellationToken cancellationToken)
    {
        await PutAsync("trust", new { role = roleArn, document = JsonDocument.Parse(trust).RootElement }, cancellationToken);
        await PutAsync("policies", new { principal = roleArn, documents = new { portal = JsonDocument.Parse(policy).RootElement } }, cancellationToken);
    }

    private async Task PutAsync(string path, object body, CancellationToken cancellationToken)
    {
        var reply = await _http.PutAsJsonAsync(path, body, cancellationToken);
        if (!reply.IsSuccessStatusCode)
        {
            throw new InvalidOperationException(await reply.Content.ReadAsStringAsync(cancellationToken));
        }
    }

    public async Task EndFaultsAsync(CancellationToken cancellationToken) => (await _http.DeleteAsync("faults", cancellationToken)).EnsureSuccessStatusCode();

    /// <summary>Stops the world's time; from then on it moves only by <see cref="AdvanceAsync"/>.</summary>
    public async Task FreezeAsync(CancellationToken cancellationToken) =>
        (await _http.PutAsJsonAsync("clock", new { frozen = true }, cancellationToken)).EnsureSuccessStatusCode();

    public async Task AdvanceAsync(TimeSpan time, CancellationToken cancellationToken) =>
        (await _http.PutAsJsonAsync("clock", new { advance = time }, cancellationToken)).EnsureSuccessStatusCode();

    /// <summary>Publishes a TXT record in the simulated public DNS.</summary>
    public async Task PublishTxtAsync(string name, string value, CancellationToken cancellationToken) =>
        (await _http.PutAsJsonAsync("dns/txt", new { name, values = new[] { value } }, cancellationToken)).EnsureSuccessStatusCode();

    /// <summary>Changes what the simulated public DNS says of a name, or how it fails; a body of the control API.</summary>
    public async Task PutDnsAsync(object record, CancellationToken cancellationToken) =>
        (await _http.PutAsJsonAsync("dns/txt", record, cancellationToken)).EnsureSuccessStatusCode();

    /// <summary>Gives a VPC a private hosted zone, as its account's administrator would.</summary>
    public async Task PutHostedZoneAsync(string vpcId, string name, CancellationToken cancellationToken) =>
        (await _http.PutAsync($"vpcs/{vpcId}/hosted-zones/{name}", null, cancellationToken)).EnsureSuccessStatusCode();

    public async Task DeleteHostedZoneAsync(string vpcId, string name, CancellationToken cancellationToken) =>
        (await _http.DeleteAsync($"vpcs/{vpcId}/hosted-zones/{name}", cancellationToken)).EnsureSuccessStatusCode();

    /// <summary>Switches a VPC's DNS attributes.</summary>
    public async Task PutVpcAsync(string vpcId, bool dnsSupport, bool dnsHostnames, CancellationToken cancellationToken) =>
        (await _http.PutAsJsonAsync($"vpcs/{vpcId}", new { dnsSupport, dnsHostnames }, cancellationToken)).EnsureSuccessStatusCode();

    public void Dispose() => _http.Dispose();
}
