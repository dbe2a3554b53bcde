namespace Portal.Benchmarks.Findings;

/// <summary>The most or the least that a figure may be.</summary>
internal readonly record struct Bound(double Limit, bool IsMost)
{
    public static Bound AtMost(double limit) => new(limit, true);

    public static Bound AtLeast(double limit) => new(limit, false);

    public bool Holds(double value) => IsMost ? value <= Limit : value >= Limit;

    public override string ToString() => FormattableString.Invariant($"{(IsMost ? "at most" : "at least")} {Limit:0.####}");
}
