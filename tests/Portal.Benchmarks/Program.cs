using System.Diagnostics;
using Portal.Benchmarks;
using Portal.Benchmarks.Connecting;
using Portal.Benchmarks.Drift;
using Portal.Benchmarks.Findings;
using Portal.Benchmarks.Idle;
using Portal.Benchmarks.Memory;
using Portal.Benchmarks.Pages;
using Portal.Benchmarks.Publishing;
using Portal.Benchmarks.Worlds;

// dotnet run -c Release --project tests/Portal.Benchmarks -- <name> [<name> ...] [--quick], or all
var benchmarks = new Dictionary<string, Func<Sizes, Task<IReadOnlyList<Finding>>>>
{
    ["sandbox-describe"] = SandboxDescribe.RunAsync,
    ["idle"] = IdleTransactions.RunAsync,
    ["drift"] = DriftSearch.RunAsync,
    ["memory"] = WorkerMemory.RunAsync,
    ["pages"] = PageReads.RunAsync,
    ["publication"] = Publication.RunAsync,
    ["connecting"] = ApprovedConnections.RunAsync,
};

switch (args)
{
    case [SandboxProcess.Verb, var folder, var throttled]:
        await SandboxProcess.RunAsync(folder, throttled != "");
        return 0;
    case [WorkerMemory.Verb, var connectionString]:
        await WorkerMemory.WorkAsync(connectionString);
        return 0;
}

var sizes = new Sizes(args.Contains("--quick"));
var names = args.Contains("all") ? [.. benchmarks.Keys] : args.Where(name => name != "--quick").ToList();
if (names.Count == 0 || names.Exists(name => !benchmarks.ContainsKey(name)))
{
    await Console.Error.WriteLineAsync($"Name one benchmark or several, or all: {string.Join(", ", benchmarks.Keys)}; --quick measures little, for trying.");
    return 2;
}

// No machine of AWS's is asked who we are.
Environment.SetEnvironmentVariable("AWS_EC2_METADATA_DISABLED", "true");
var held = true;
foreach (var name in names)
{
    Console.WriteLine($"{name}{(sizes.Quick ? " (little, for trying)" : "")}");
    var begun = Stopwatch.GetTimestamp();
    foreach (var finding in await benchmarks[name](sizes))
    {
        Console.WriteLine($"  {finding}");
        // What is little proves nothing.
        held &= sizes.Quick || finding.Verdict != Verdict.NotHeld;
    }

    Console.WriteLine(FormattableString.Invariant($"  took {Stopwatch.GetElapsedTime(begun).TotalSeconds:0} s\n"));
}

return held ? 0 : 1;
