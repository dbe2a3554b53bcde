namespace Portal.Domain.Reviews;

/// <summary>One thing that a change makes different, as people read it.</summary>
/// <param name="Field">What it is, for example "TCP 443: targets".</param>
/// <param name="Before">None for what was not there.</param>
/// <param name="After">None for what goes.</param>
public sealed record FieldChange(string Field, string? Before, string? After)
{
    // What is longer nobody reads in a table.
    private const int Most = 12;

    /// <summary>The members of two sets that are only in one of them; none where they are equal.</summary>
    public static IEnumerable<FieldChange> OfSets(string field, IEnumerable<string> before, IEnumerable<string> after)
    {
        var (had, has) = (before.ToHashSet(StringComparer.Ordinal), after.ToHashSet(StringComparer.Ordinal));
        if (!had.SetEquals(has))
        {
            yield return new(field, List(had.Except(has)), List(has.Except(had)));
        }
    }

    /// <returns>None where both are equal.</returns>
    public static IEnumerable<FieldChange> Of(string field, string? before, string? after) => before == after ? [] : [new(field, before, after)];

    private static string? List(IEnumerable<string> items)
    {
        var sorted = items.Order(StringComparer.Ordinal).ToList();
        return sorted.Count == 0 ? null
            : string.Join(", ", sorted.Take(Most)) + (sorted.Count > Most ? $" and {sorted.Count - Most} more" : "");
    }
}
