using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Portal.Sandbox;
using Portal.Sandbox.Hosting;
using Portal.Sandbox.Seeding;

var settings = new ConfigurationBuilder().AddCommandLine(args).Build();
using var logging = LoggerFactory.Create(builder => builder.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace));
using var stop = new CancellationTokenSource();
using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
try
{
    var known = settings["settings"] is { } file ? SandboxSettings.ReadFile(file) : new();
    await using var sandbox = await SandboxHost.StartAsync(
        new()
        {
            DataDirectory = settings["data"] ?? "sandbox-data",
            AwsPort = Port("aws-port"),
            ControlPort = Port("control-port"),
            DnsPort = Port("dns-port"),
            Seed = settings["seed"] is { } seed ? SandboxSeed.ReadFile(seed) : SandboxSeed.Default,
            Delays = settings["delays"] == "none" ? SandboxDelays.None : known.Delays,
            Switches = known.Switches,
            Throttling = settings["throttling"] == "on" ? known.Throttling with { Enabled = true } : known.Throttling,
            Logging = logging,
        },
        stop.Token);
    Console.WriteLine($"aws {sandbox.AwsEndpoint}");
    Console.WriteLine($"control {sandbox.ControlEndpoint}");
    Console.WriteLine($"dns {sandbox.DnsEndpoint}");
    await Task.Delay(Timeout.Infinite, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    return 0;
}
catch (SandboxStartException failure)
{
    await Console.Error.WriteLineAsync(failure.Message);
    return 1;
}

int Port(string name) => settings[name] is not { } text ? 0
    : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= 65535 ? port
    : throw new SandboxStartException($"--{name} takes a port from 0 (any) to 65535, not '{text}'.");

void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stop.Cancel();
}
