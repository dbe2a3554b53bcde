using System.Globalization;
using Microsoft.EntityFrameworkCore;

namespace Portal.Infrastructure.Provisioning;

/// <summary>How many there are, counted no further than a reader cares for: however many they are, the count costs the same.</summary>
/// <param name="Counted">At most one more than <see cref="Most"/>.</param>
public readonly record struct CappedCount(int Counted)
{
    /// <summary>Up to here it is said exactly.</summary>
    public const int Most = 1_000;

    public bool IsZero => Counted == 0;

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Math.Min(Counted, Most):N0}{(Counted > Most ? "+" : "")}");
}

/// <summary>Counts rows so.</summary>
internal static class CappedCounts
{
    /// <param name="rows">In any order; that they have one costs nothing where an index has it.</param>
    public static async Task<CappedCount> CountCappedAsync<T>(this IOrderedQueryable<T> rows, CancellationToken cancellationToken) =>
        new(await rows.Take(CappedCount.Most + 1).CountAsync(cancellationToken));
}
