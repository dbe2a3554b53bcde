namespace Portal.Benchmarks.Findings;

/// <summary>A figure that does not depend on the machine, and the most or least that it may be.</summary>
/// <param name="Aside">What it is to be read beside, for example what was recorded before.</param>
internal sealed record Figure(string Name, double Value, Bound Bound, string? Aside = null) : Finding(Name)
{
    public override Verdict Verdict => Bound.Holds(Value) ? Verdict.Held : Verdict.NotHeld;

    protected override string Text => FormattableString.Invariant($"{Value:0.##} ({Bound}){(Aside is null ? "" : $"; {Aside}")}");
}
