using System.Diagnostics;
using System.Globalization;
using Portal.Benchmarks.Findings;
using Portal.Benchmarks.Idle;
using Portal.Benchmarks.Pages;
using Portal.Benchmarks.Worlds;

namespace Portal.Benchmarks.Memory;

/// <summary>What a worker holds in memory among many live connections at rest and among few.</summary>
internal static class WorkerMemory
{
    /// <summary>The first argument of the child process.</summary>
    public const string Verb = "worker-process";

    private const int Few = 200;
    private const int Workers = 8;
    private const int Pairs = 3;
    private const double Most = 1.3;

    // Schedules and the dispatcher have come round by then.
    private static readonly TimeSpan Watched = TimeSpan.FromSeconds(75);

    public static async Task<IReadOnlyList<Finding>> RunAsync(Sizes sizes)
    {
        var many = sizes.Of(200_000, 20_000);
        await using var small = await ManyConnections.StartAsync(Few);
        await using var large = await ManyConnections.StartAsync(many);
        List<Reading> baselines = [], ours = [];
        for (var pair = 0; pair < sizes.Of(Pairs, 1); pair++)
        {
            baselines.Add(await ReadAsync(small));
            ours.Add(await ReadAsync(large));
        }

        return
        [
            Compare("heap after a full collection", reading => reading.Heap),
            Compare("resident memory", reading => reading.Resident),
        ];

        Contrast Compare(string what, Func<Reading, double> of) => new(
            $"a worker's {what}, among {Few} and {many} live connections", "MiB", [.. baselines.Select(of)], [.. ours.Select(of)], Bound.AtMost(Most));
    }

    /// <summary>What the child does.</summary>
    public static async Task WorkAsync(string connectionString)
    {
        await using var installation = await Installation.StartAsync(connectionString, Workers);
        await Task.Delay(Watched);
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        using var process = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{GC.GetTotalMemory(forceFullCollection: true)} {process.WorkingSet64}"));
        await ChildProcess.ReleasedAsync();
    }

    private static async Task<Reading> ReadAsync(Estate estate)
    {
        await using var worker = ChildProcess.Start(Verb, estate.ConnectionString);
        var words = (await worker.LineAsync()).Split(' ').Select(word => long.Parse(word, CultureInfo.InvariantCulture) / 1024.0 / 1024.0).ToList();
        return new(words[0], words[1]);
    }

    private sealed record Reading(double Heap, double Resident);
}
