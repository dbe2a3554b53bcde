using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Portal.EndToEnd.Tests.Processes;

/// <summary>The simulated AWS as a process of its own: it outlives the portal that is killed.</summary>
public sealed class SandboxProcess : IAsyncDisposable
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(50);

    private readonly ChildProcess _process;
    private readonly HttpClient _control;

    private SandboxProcess(ChildProcess process, Uri aws, Uri control, string dns)
    {
        (_process, Aws, Control, Dns) = (process, aws, control, dns);
        _control = new HttpClient { BaseAddress = control };
    }

    public Uri Aws { get; }

    public Uri Control { get; }

    /// <summary>The name server of its public DNS.</summary>
    public string Dns { get; }

    /// <param name="seed">The file with the world it starts with; none for the demo's.</param>
    public static async Task<SandboxProcess> StartAsync(string folder, CancellationToken cancellationToken, string? seed = null)
    {
        var process = ChildProcess.Start("Portal.Sandbox.Host", ["--data", folder, "--delays", "none", .. seed is null ? (string[])[] : ["--seed", seed]]);
        var aws = await process.LineAsync("aws ", cancellationToken);
        var control = await process.LineAsync("control ", cancellationToken);
        return new(process, new Uri(aws), new Uri(control), await process.LineAsync("dns ", cancellationToken));
    }

    /// <param name="when"><c>before</c> or <c>after</c> the call's effect.</param>
    /// <param name="account">Whose calls; none holds everybody's.</param>
    /// <param name="times">How many calls; none holds all until the release.</param>
    public async Task<string> HoldAsync(string action, string when, CancellationToken cancellationToken, string? account = null, int? times = null)
    {
        using var reply = await _control.PostAsJsonAsync("holds", new { action, when, account, times }, cancellationToken);
        reply.EnsureSuccessStatusCode();
        return (await reply.Content.ReadFromJsonAsync<JsonElement>(cancellationToken)).GetProperty("id").ToString();
    }

    /// <summary>Completes when a call stands at the hold.</summary>
    public async Task HasStoppedAsync(string hold, CancellationToken cancellationToken)
    {
        while (true)
        {
            var holds = await _control.GetFromJsonAsync<JsonElement>("holds", cancellationToken);
            if (holds.EnumerateArray().Any(known => known.GetProperty("id").ToString() == hold && known.GetProperty("waiting").GetInt32() > 0))
            {
                return;
            }

            await Task.Delay(LookAgain, cancellationToken);
        }
    }

    public async Task ReleaseAsync(string hold, CancellationToken cancellationToken)
    {
        using var reply = await _control.DeleteAsync(new Uri($"holds/{hold}", UriKind.Relative), cancellationToken);
        reply.EnsureSuccessStatusCode();
    }

    /// <summary>Makes a role as an account's administrator would, or gives it other policies.</summary>
    public async Task MakeRoleAsync(string arn, JsonNode trust, JsonNode policy, CancellationToken cancellationToken)
    {
        await PutAsync("trust", new { role = arn, document = trust }, cancellationToken);
        await PutAsync("policies", new { principal = arn, documents = new { portal = policy } }, cancellationToken);
    }

    /// <summary>The calls of one action that AWS has seen; of all without one.</summary>
    public async Task<IReadOnlyList<JsonElement>> LedgerAsync(string? action, CancellationToken cancellationToken)
    {
        var text = await _control.GetStringAsync(new Uri(action is null ? "ledger" : $"ledger?action={action}", UriKind.Relative), cancellationToken);
        return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
    }

    /// <summary>Publishes a TXT record in its public DNS.</summary>
    public Task PublishTxtAsync(string name, string value, CancellationToken cancellationToken) =>
        PutAsync("dns/txt", new { name, values = new[] { value } }, cancellationToken);

    private async Task PutAsync(string path, object body, CancellationToken cancellationToken)
    {
        using var reply = await _control.PutAsJsonAsync(path, body, cancellationToken);
        Assert.True(reply.IsSuccessStatusCode, await reply.Content.ReadAsStringAsync(cancellationToken));
    }

    public async ValueTask DisposeAsync()
    {
        _control.Dispose();
        await _process.DisposeAsync();
    }
}
