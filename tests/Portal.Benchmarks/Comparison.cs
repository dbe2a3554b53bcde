using System.Diagnostics;

namespace Portal.Benchmarks;

/// <summary>The same work on a small and on a large world: medians of several interleaved pairs, and the ratio that is allowed.</summary>
internal sealed record Comparison(string Name, IReadOnlyList<double> Small, IReadOnlyList<double> Large, double Allowed)
{
    private const int Pairs = 5;

    public double Ratio => Median(Large) / Median(Small);

    public bool Holds => Ratio <= Allowed;

    /// <param name="calls">How often each measurement does the work.</param>
    public static async Task<Comparison> MeasureAsync(string name, double allowed, int calls, Func<Task> small, Func<Task> large)
    {
        // Once without looking, so that neither side pays for being the first.
        await TimeAsync(small, calls);
        await TimeAsync(large, calls);
        var (smalls, larges) = (new List<double>(), new List<double>());
        for (var pair = 0; pair < Pairs; pair++)
        {
            smalls.Add(await TimeAsync(small, calls));
            larges.Add(await TimeAsync(large, calls));
        }

        return new(name, smalls, larges, allowed);
    }

    public override string ToString() => FormattableString.Invariant(
        $"{(Holds ? "ok  " : "SLOW")} {Name}: {Shown(Small)} among few, {Shown(Large)} among many, ratio {Ratio:0.00} (allowed {Allowed:0.00})");

    private static string Shown(IReadOnlyList<double> times) =>
        FormattableString.Invariant($"{Median(times):0.000} ms [{times.Min():0.000}..{times.Max():0.000}]");

    private static async Task<double> TimeAsync(Func<Task> work, int calls)
    {
        var times = new List<double>(calls);
        for (var i = 0; i < calls; i++)
        {
            var start = Stopwatch.GetTimestamp();
            await work();
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        // A machine that is busy with something else for a moment says nothing about the work.
        return Median(times);
    }

    private static double Median(IReadOnlyList<double> times) => times.Order().ElementAt(times.Count / 2);
}
