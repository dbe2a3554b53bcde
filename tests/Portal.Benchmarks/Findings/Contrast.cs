using System.Diagnostics;

namespace Portal.Benchmarks.Findings;

/// <summary>Ours against a baseline, in interleaved pairs of one run: the ratio of the medians, and what it may be.</summary>
/// <param name="Unit">What both are measured in.</param>
internal sealed record Contrast(string Name, string Unit, IReadOnlyList<double> Baseline, IReadOnlyList<double> Ours, Bound Bound) : Finding(Name)
{
    public const int Pairs = 5;

    public double Ratio => Median(Ours) / Median(Baseline);

    /// <summary>Settled when all pairs but the best and the worst say the same.</summary>
    public override Verdict Verdict
    {
        get
        {
            var ratios = Ratios.Order().ToList();
            var trusted = ratios.Count < Pairs ? ratios : ratios[1..^1];
            return trusted.TrueForAll(Bound.Holds) && Bound.Holds(Ratio) ? Verdict.Held : trusted.Exists(Bound.Holds) ? Verdict.NotSettled : Verdict.NotHeld;
        }
    }

    protected override string Text => FormattableString.Invariant(
        $"baseline {Shown(Baseline)}, ours {Shown(Ours)}, ratio {Percent(Ratio)} [{Percent(Ratios.Min())}..{Percent(Ratios.Max())}] ({Bound})");

    private IEnumerable<double> Ratios => Ours.Zip(Baseline, (ours, baseline) => ours / baseline);

    /// <summary>Compares what each measurement gives back.</summary>
    public static async Task<Contrast> MeasureAsync(string name, string unit, Bound bound, int pairs, Func<Task<double>> baseline, Func<Task<double>> ours)
    {
        var (baselines, others) = (new List<double>(), new List<double>());
        for (var pair = 0; pair < pairs; pair++)
        {
            baselines.Add(await baseline());
            others.Add(await ours());
        }

        return new(name, unit, baselines, others, bound);
    }

    /// <summary>Compares how long two pieces of work take; the time of a measurement is the median of its calls.</summary>
    public static async Task<Contrast> TimeAsync(string name, double most, int calls, Func<Task> baseline, Func<Task> ours)
    {
        // Once without looking, so that neither side pays for being the first.
        await TimeAsync(baseline, calls);
        await TimeAsync(ours, calls);
        return await MeasureAsync(name, "ms", Bound.AtMost(most), Pairs, () => TimeAsync(baseline, calls), () => TimeAsync(ours, calls));
    }

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

    private string Shown(IReadOnlyList<double> values) =>
        FormattableString.Invariant($"{Median(values):0.###} {Unit}{(values.Count > 1 ? $" [{values.Min():0.###}..{values.Max():0.###}]" : "")}");

    private static string Percent(double ratio) => FormattableString.Invariant($"{ratio:0.####}");

    private static double Median(IReadOnlyList<double> values) => values.Order().ElementAt(values.Count / 2);
}
