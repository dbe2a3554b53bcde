using System.Net.Http.Json;
using System.Text.Json;

namespace Portal.Testing.Worlds;

/// <summary>A hold that calls run into.</summary>
public sealed class SandboxHold(HttpClient http, string id)
{
    // A call that should run into the hold is on its way already; what never comes fails the test instead of hanging it.
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    /// <summary>Completes when a call stands before the hold.</summary>
    public async Task CaughtAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Timeout);
        while ((await http.GetFromJsonAsync<JsonElement>("holds", limit.Token)).EnumerateArray()
            .Single(hold => hold.GetProperty("id").GetString() == id).GetProperty("waiting").GetInt32() == 0)
        {
            await Task.Yield();
        }
    }

    /// <summary>Lets the calls go on.</summary>
    public async Task ReleaseAsync(CancellationToken cancellationToken) => (await http.DeleteAsync($"holds/{id}", cancellationToken)).EnsureSuccessStatusCode();
}
