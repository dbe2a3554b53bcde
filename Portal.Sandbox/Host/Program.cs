using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Portal.Sandbox;

var settings = new ConfigurationBuilder().AddCommandLine(args).Build();
using var logging = LoggerFactory.Create(builder => builder.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace));
using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) => { pressed.Cancel = true; stop.Cancel(); };
await using var sandbox = await SandboxHost.StartAsync(
    new()
    {
        DataDirectory = settings["data"] ?? "sandbox-data",
        AwsPort = int.Parse(settings["aws-port"] ?? "0", System.Globalization.CultureInfo.InvariantCulture),
        ControlPort = int.Parse(settings["control-port"] ?? "0", System.Globalization.CultureInfo.InvariantCulture),
        Delays = settings["delays"] == "none" ? SandboxDelays.None : SandboxDelays.Demo,
        Logging = logging,
    },
    stop.Token);
Console.WriteLine($"aws {sandbox.AwsEndpoint}");
Console.WriteLine($"control {sandbox.ControlEndpoint}");
await Task.Delay(Timeout.Infinite, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
