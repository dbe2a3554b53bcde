namespace Portal.Infrastructure.Data;

/// <summary>Makes pages of what was read.</summary>
internal static class Paging
{
    /// <summary>Cuts a list that was read one item longer than asked for: that there is one more says that the list goes on.</summary>
    public static Page<TView> ToPage<T, TView>(this IReadOnlyList<T> read, int limit, Func<T, Cursor> cursor, Func<T, TView> view) =>
        new([.. read.Take(limit).Select(view)], read.Count > limit ? cursor(read[limit - 1]).ToString() : null);
}
