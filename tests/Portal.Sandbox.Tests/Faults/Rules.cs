using System.Net.Http.Json;
using System.Text.Json;

namespace Portal.Sandbox.Tests.Faults;

/// <summary>Fault rules of a sandbox, made and ended over its control API.</summary>
internal sealed class Rules(TestSandbox sandbox)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async Task<string> AddAsync(object rule)
    {
        var reply = await sandbox.Control.PostAsJsonAsync("faults", rule, Cancel);
        var text = await reply.Content.ReadAsStringAsync(Cancel);
        Assert.True(reply.IsSuccessStatusCode, text);
        return JsonDocument.Parse(text).RootElement.GetProperty("id").GetString()!;
    }

    public async Task EndAsync(string id) => (await sandbox.Control.DeleteAsync("faults/" + id, Cancel)).EnsureSuccessStatusCode();
}
