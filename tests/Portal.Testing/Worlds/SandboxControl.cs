using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Portal.Testing.Worlds;

/// <summary>One call in the sandbox's ledger, as its control API tells it.</summary>
public sealed record LedgerCall(
    long Seq, DateTimeOffset Time, string RequestId, string? Account, string? Principal, string Service, string Action, string? Region,
    IReadOnlyDictionary<string, string> Parameters, int Status, string? ErrorCode, IReadOnlyList<string> ResultIds, string? UserAgent)
{
    /// <summary>Whether the call could change something.</summary>
    public bool IsMutating => !Action.StartsWith("Describe", StringComparison.Ordinal) && Service != "sts";

    /// <summary>Whether it was made with the portal's role.</summary>
    public bool IsPortals => Principal?.Contains(":assumed-role/PrivateLinkPortal/", StringComparison.Ordinal) == true;

    /// <summary>The attempt that the user agent names; none for anybody else's call.</summary>
    public Guid? AttemptId => Id("portal-attempt");

    /// <summary>The operation that the user agent names; none for anybody else's call.</summary>
    public Guid? OperationId => Id("portal-operation");

    private Guid? Id(string name) => Regex.Match(UserAgent ?? "", name + "/([0-9a-f-]{36})") is { Success: true } match ? Guid.Parse(match.Groups[1].Value) : null;
}

/// <summary>The sandbox's control API: holds and the ledger.</summary>
public sealed class SandboxControl(Uri address) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = address };

    /// <summary>Stops matching calls before or after their effect.</summary>
    public async Task<SandboxHold> HoldAsync(string action, HoldWhen when, CancellationToken cancellationToken, string? account = null, int times = 1)
    {
        var reply = await _http.PostAsJsonAsync("holds", new { action, account, when = when == HoldWhen.Before ? "before" : "after", times }, cancellationToken);
        var view = await reply.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
        return new(_http, view.GetProperty("id").GetString()!);
    }

    /// <summary>Every call so far, oldest first.</summary>
    public async Task<IReadOnlyList<LedgerCall>> LedgerAsync(CancellationToken cancellationToken, long since = 0)
    {
        var lines = await _http.GetStringAsync($"ledger?since={since}", cancellationToken);
        return [.. lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize<LedgerCall>(line, JsonSerializerOptions.Web)!)];
    }

    /// <summary>The mutating calls of the portal so far, oldest first.</summary>
    public async Task<IReadOnlyList<LedgerCall>> PortalWritesAsync(CancellationToken cancellationToken, long since = 0) =>
        [.. (await LedgerAsync(cancellationToken, since)).Where(call => call is { IsMutating: true, IsPortals: true })];

    /// <summary>Makes AWS misbehave by a rule of the control API, until all faults are ended.</summary>
    /// <param name="effect">For example <c>new { kind = "error", code = "LoadBalancerNotFound" }</c>.</param>
    public async Task FaultAsync(object effect, CancellationToken cancellationToken, string? action = null, string? account = null, double? probability = null, int seed = 0)
    {
        var reply = await _http.PostAsJsonAsync("faults", new { action, account, probability, seed, effect }, cancellationToken);
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

    public void Dispose() => _http.Dispose();
}

/// <summary>At which side of a call's effect a hold stops it.</summary>
public enum HoldWhen
{
    Before,
    After,
}

/// <summary>A hold that calls run into.</summary>
public sealed class SandboxHold(HttpClient http, string id)
{
    // A call that should run into the hold is on its way already; what never comes fails the test instead of hanging it.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Completes when a call stands before the hold.</summary>
    public async Task CaughtAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        while ((await http.GetFromJsonAsync<JsonElement>("holds", limit.Token)).EnumerateArray()
            .Single(hold => hold.GetProperty("id").GetString() == id).GetProperty("waiting").GetInt32() == 0)
        {
            await Task.Yield();
        }
    }

    /// <summary>Lets the calls go on.</summary>
    public async Task ReleaseAsync(CancellationToken cancellationToken) => (await http.DeleteAsync($"holds/{id}", cancellationToken)).EnsureSuccessStatusCode();
}
