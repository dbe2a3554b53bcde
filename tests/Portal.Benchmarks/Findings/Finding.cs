namespace Portal.Benchmarks.Findings;

/// <summary>One line that a benchmark prints.</summary>
internal abstract record Finding(string Name)
{
    public abstract Verdict Verdict { get; }

    public sealed override string ToString() => $"{Word,-11} {Name}: {Text}";

    protected abstract string Text { get; }

    private string Word => Verdict switch
    {
        Verdict.Held => "held",
        Verdict.NotHeld => "NOT HELD",
        Verdict.NotSettled => "not settled",
        _ => "",
    };
}
