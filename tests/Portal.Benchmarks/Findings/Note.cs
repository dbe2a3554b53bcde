namespace Portal.Benchmarks.Findings;

/// <summary>What is only told, because it explains the figures around it.</summary>
internal sealed record Note(string Name, string Told) : Finding(Name)
{
    public override Verdict Verdict => Verdict.Told;

    protected override string Text => Told;
}
