using System.Collections.Concurrent;
using System.Diagnostics;
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
        var kept = (await second.Ec2.DescribeTagsAsync(new DescribeTagsRequest { Filters = [new("resource-id", [vpc])] }, Cancel)).Tags.ToDictionary(tag => tag.Key, tag => tag.Value);
        Assert.All(acknowledged, written => Assert.True(int.Parse(kept[written.Split('=')[0]], null) >= int.Parse(written.Split('=')[1], null), written));
        second.Process.Kill(entireProcessTree: true);
        await second.Process.WaitForExitAsync(Cancel);
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

    private static async Task<Running> StartAsync(string directory)
    {
        var process = Process.Start(new ProcessStartInfo("dotnet", [typeof(KillTests).Assembly.Location.Replace("Portal.Sandbox.Tests.dll", "Portal.Sandbox.Host.dll", StringComparison.Ordinal), "--data", directory])
        {
            RedirectStandardOutput = true,
        })!;
        var line = await process.StandardOutput.ReadLineAsync(Cancel) ?? "";
        Assert.StartsWith("aws http://127.0.0.1:", line, StringComparison.Ordinal);
        var account = SandboxSeed.Default.Account("storefront-prod");
        return new(process, new(account.AccessKeyId, account.SecretAccessKey, new AmazonEC2Config { ServiceURL = line["aws ".Length..], AuthenticationRegion = account.Region, MaxErrorRetry = 0 }));
    }

    private sealed record Running(Process Process, AmazonEC2Client Ec2) : IDisposable
    {
        public void Dispose()
        {
            Ec2.Dispose();
            Process.Dispose();
        }
    }
}
