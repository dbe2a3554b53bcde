using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Portal.Sandbox.Seeding;

namespace Portal.Sandbox.Hosting;

/// <summary>Where a simulated AWS keeps its state, where it listens and how fast its world moves.</summary>
public sealed record SandboxOptions
{
    public required string DataDirectory { get; init; }

    /// <summary>The loopback port of the AWS endpoint; 0 takes any free one.</summary>
    public int AwsPort { get; init; }

    /// <summary>The loopback port of the control API; 0 takes any free one.</summary>
    public int ControlPort { get; init; }

    /// <summary>The loopback port of the simulated public DNS, for UDP and TCP; 0 takes any free one.</summary>
    public int DnsPort { get; init; }

    public SandboxDelays Delays { get; init; } = SandboxDelays.Demo;

    /// <summary>Which answer it gives where AWS's own is not known for sure.</summary>
    public SandboxSwitches Switches { get; init; } = SandboxSwitches.Believed;

    public SandboxThrottling Throttling { get; init; } = SandboxThrottling.Off;

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>What a fresh data directory starts with; an existing one keeps the seed it was made from.</summary>
    public SandboxSeed Seed { get; init; } = SandboxSeed.Default;

    /// <summary>Where the sandbox reports its own faults; never AWS's refusals, which are in the ledger.</summary>
    public ILoggerFactory Logging { get; init; } = NullLoggerFactory.Instance;
}
