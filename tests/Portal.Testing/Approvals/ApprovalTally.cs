namespace Portal.Testing.Approvals;

/// <summary>What many sequences of calls came to.</summary>
public sealed class ApprovalTally
{
    private readonly SortedDictionary<string, int> _counts = new(StringComparer.Ordinal);

    public int this[string what] => _counts.GetValueOrDefault(what);

    public void Count(string what) => _counts[what] = this[what] + 1;

    public override string ToString() => string.Join(Environment.NewLine, _counts.Select(count => $"{count.Key}: {count.Value}"));
}
