using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Amazon.EC2;
using Amazon.EC2.Model;
using Amazon.Runtime;
using Portal.Sandbox.Seeding;

namespace Portal.Sandbox.Tests.Storage;

public sealed class KillTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_acknowledged_is_lost_when_the_process_is_killed_while_it_writes()
    {
        var directory = Path.Combine(Path.GetTempPath(), "sandbox-" + Guid.CreateVersion7());
        var vpc = SandboxSeed.Default.Account("storefront-prod").Vpc("storefront").VpcId;
        var acknowledged = new ConcurrentBag<string>();
        using (var first = await StartAsync(directory))
        {
            var writers = Enumerable.Range(0, 4).Select(writer => TagAsync(first.Ec2, vpc, writer, acknowledged)).ToList();
            while (acknowledged.Count < 40)
            {
                await Task.WhenAny(writers.Append(Task.Delay(1, Cancel)));
            }

            first.Process.Kill(entireProcessTree: true);
            await Task.WhenAll(writers);
        }

        using var second = await StartAsync(directory);
        var kept = (await second.Ec2.DescribeTagsAsync(new DescribeTagsRequest { Filters = [new("resource-id", [vpc])] }, Cancel)).Tags.ToDictionary(
            tag => tag.Key, tag => tag.Value);
        Assert.All(acknowledged, written => Assert.True(int.Parse(kept[written.Split('=')[0]], null) >= int.Parse(written.Split('=')[1], null), written));
        second.Process.Kill(entireProcessTree: true);
        await second.Process.WaitForExitAsync(Cancel);
        Directory.Delete(directory, recursive: true);
    }

    [Fact]
    public async Task What_the_control_api_acknowledged_and_what_its_rules_have_counted_survive_a_kill()
    {
        var directory = Path.Combine(Path.GetTempPath(), "sandbox-" + Guid.CreateVersion7());
        string fault;
        using (var first = await StartAsync(directory))
        {
            var reply = await first.Control.PostAsJsonAsync(
                "faults", new { action = "DescribeVpcs", every = 3, effect = new { kind = "error", code = "InternalError" } }, Cancel);
            fault = (await reply.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("id").GetString()!;
            (await first.Control.PutAsJsonAsync("switches", new { rejectedCanBeAccepted = false }, Cancel)).EnsureSuccessStatusCode();
            (await first.Control.PutAsJsonAsync("clock", new { frozen = true }, Cancel)).EnsureSuccessStatusCode();
            (await first.Control.PostAsync("snapshots", null, Cancel)).EnsureSuccessStatusCode();
            await first.Ec2.DescribeVpcsAsync(Cancel);
            await first.Ec2.DescribeVpcsAsync(Cancel);
            first.Process.Kill(entireProcessTree: true);
            await first.Process.WaitForExitAsync(Cancel);
        }

        using var second = await StartAsync(directory);
        var rule = Assert.Single((await second.Control.GetFromJsonAsync<JsonElement>("faults", Cancel)).EnumerateArray());
        Assert.Equal((fault, 2), (rule.GetProperty("id").GetString(), rule.GetProperty("seen").GetInt32()));
        await Refused.AsAsync("InternalError", () => second.Ec2.DescribeVpcsAsync(Cancel));
        Assert.False((await second.Control.GetFromJsonAsync<JsonElement>("switches", Cancel)).GetProperty("rejectedCanBeAccepted").GetBoolean());
        Assert.True((await second.Control.GetFromJsonAsync<JsonElement>("clock", Cancel)).GetProperty("frozen").GetBoolean());
        Assert.Single((await second.Control.GetFromJsonAsync<JsonElement>("snapshots", Cancel)).EnumerateArray());
        second.Process.Kill(entireProcessTree: true);
        await second.Process.WaitForExitAsync(Cancel);
        Directory.Delete(directory, recursive: true);
    }

    [Fact]
    public async Task The_small_host_takes_settings_from_a_file_and_names_everything_wrong_with_a_seed()
    {
        var directory = Directory.CreateTempSubdirectory("sandbox-").FullName;
        var (settings, seed) = (Path.Combine(directory, "settings.json"), Path.Combine(directory, "seed.json"));
        await File.WriteAllTextAsync(settings, """{ "delays": { "endpointPending": "00:07:00" }, "throttling": { "enabled": true } }""", Cancel);
        await File.WriteAllTextAsync(seed, """{ "accounts": [{ "accountId": "1", "alias": "short" }] }""", Cancel);
        using (var process = await StartAsync(Path.Combine(directory, "data"), "--settings", settings))
        {
            var shown = await process.Control.GetFromJsonAsync<JsonElement>("settings", Cancel);
            Assert.Equal(
                ("00:07:00", true),
                (shown.GetProperty("delays").GetProperty("endpointPending").GetString(), shown.GetProperty("throttling").GetProperty("enabled").GetBoolean()));
            process.Process.Kill(entireProcessTree: true);
            await process.Process.WaitForExitAsync(Cancel);
        }

        using var refused = Begin(Path.Combine(directory, "other"), "--seed", seed);
        var words = await refused.StandardError.ReadToEndAsync(Cancel);
        await refused.WaitForExitAsync(Cancel);
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("accountId has 12 digits", words, StringComparison.Ordinal);
        Assert.Contains("region is one such as us-east-1", words, StringComparison.Ordinal);
        Directory.Delete(directory, recursive: true);
    }

    /// <summary>Counts up one tag until the sandbox is gone, and notes every value that was acknowledged.</summary>
    private static async Task TagAsync(AmazonEC2Client ec2, string vpc, int writer, ConcurrentBag<string> acknowledged)
    {
        try
        {
            for (var i = 1; ; i++)
            {
                await ec2.CreateTagsAsync(new() { Resources = [vpc], Tags = [new($"writer-{writer}", $"{i}")] }, Cancel);
                acknowledged.Add($"writer-{writer}={i}");
            }
        }
        catch (Exception killed) when (killed is HttpRequestException or AmazonClientException or IOException)
        {
            // The process is dead: what it did not acknowledge does not count.
        }
    }

    private static Process Begin(string directory, params string[] arguments) => Process.Start(
        new ProcessStartInfo(
            "dotnet", [typeof(KillTests).Assembly.Location.Replace(
                "Portal.Sandbox.Tests.dll", "Portal.Sandbox.Host.dll", StringComparison.Ordinal), "--data", directory, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;

    private static async Task<Running> StartAsync(string directory, params string[] arguments)
    {
        var process = Begin(directory, arguments);
        var aws = await process.StandardOutput.ReadLineAsync(Cancel) ?? "";
        var control = await process.StandardOutput.ReadLineAsync(Cancel) ?? "";
        Assert.StartsWith("aws http://127.0.0.1:", aws, StringComparison.Ordinal);
        Assert.StartsWith("control http://127.0.0.1:", control, StringComparison.Ordinal);
        var account = SandboxSeed.Default.Account("storefront-prod");
        var ec2 = new AmazonEC2Client(
            account.AccessKeyId, account.SecretAccessKey, new AmazonEC2Config
            {
                ServiceURL = aws["aws ".Length..],
                AuthenticationRegion = account.Region,
                MaxErrorRetry = 0,
            });
        return new(process, ec2, new HttpClient { BaseAddress = new(control["control ".Length..]) });
    }

    private sealed record Running(Process Process, AmazonEC2Client Ec2, HttpClient Control) : IDisposable
    {
        public void Dispose()
        {
            Ec2.Dispose();
            Control.Dispose();
            Process.Dispose();
        }
    }
}
