namespace Portal.Domain.Verdicts;

/// <summary>What it means that others have changed something in AWS.</summary>
internal static class ChangesByOthers
{
    /// <param name="open">What nobody has decided to leave alone, as far as the reader may know.</param>
    /// <param name="differs">Whether AWS differs from what is wanted.</param>
    /// <returns>None where nobody has changed anything.</returns>
    public static Finding? Judge(IReadOnlyList<string> open, bool differs) => open switch
    {
        [var one] => new(FindingKind.Changed, char.ToLowerInvariant(one[0]) + one[1..]),
        [_, ..] => new(FindingKind.Changed, $"{open.Count} differences"),
        _ => differs ? new(FindingKind.Changed, "it differs from what is wanted") : null,
    };
}
