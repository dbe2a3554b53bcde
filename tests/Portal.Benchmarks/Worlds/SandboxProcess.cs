using Portal.Sandbox;
using Portal.Sandbox.Hosting;
using Portal.Sandbox.Seeding;
using Portal.Testing.Worlds;

namespace Portal.Benchmarks.Worlds;

/// <summary>A simulated AWS in a process of its own, in which nothing takes longer than a call.</summary>
internal sealed class SandboxProcess : IAsyncDisposable
{
    public const string Verb = "sandbox-process";

    private readonly ChildProcess _process;

    private SandboxProcess(ChildProcess process, Uri aws, Uri control) => (_process, Aws, Control) = (process, aws, new(control));

    public Uri Aws { get; }

    public SandboxControl Control { get; }

    /// <param name="folder">Where its world is, or is made from the seed.</param>
    /// <param name="throttled">Whether accounts have AWS's token buckets.</param>
    public static async Task<SandboxProcess> StartAsync(string folder, bool throttled)
    {
        var process = ChildProcess.Start(Verb, folder, throttled ? "throttled" : "");
        return new(process, new(await process.LineAsync()), new(await process.LineAsync()));
    }

    /// <summary>What the child does.</summary>
    public static async Task RunAsync(string folder, bool throttled)
    {
        await using var host = await SandboxHost.StartAsync(
            Options(folder) with { Throttling = throttled ? SandboxThrottling.Believed : SandboxThrottling.Off });
        Console.WriteLine(host.AwsEndpoint);
        Console.WriteLine(host.ControlEndpoint);
        await ChildProcess.ReleasedAsync();
    }

    /// <summary>Puts things into its world while it is not running.</summary>
    public static async Task FillAsync(string folder, SandboxSeed seed, Action<SandboxHost> fill)
    {
        await using var host = await SandboxHost.StartAsync(Options(folder) with { Seed = seed });
        fill(host);
    }

    public async ValueTask DisposeAsync()
    {
        Control.Dispose();
        await _process.DisposeAsync();
    }

    private static SandboxOptions Options(string folder) => new() { DataDirectory = folder, Delays = SandboxDelays.None };
}
