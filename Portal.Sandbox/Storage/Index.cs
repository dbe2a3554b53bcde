namespace Portal.Sandbox.Storage;

/// <summary>The rows of a table by another key than their id; those under one key in the order of their ids.</summary>
internal sealed class Index<T>(Func<T, string?> key) where T : class, IEntity
{
    private static readonly Comparer<T> ById = Comparer<T>.Create((one, other) => string.CompareOrdinal(one.Id, other.Id));

    // A sorted list, not a tree: a page may begin anywhere, and lists are read far more often than written.
    private readonly Dictionary<string, List<T>> _rows = new(StringComparer.Ordinal);

    public IEnumerable<T> this[string value] => _rows.TryGetValue(value, out var rows) ? rows : [];

    /// <summary>The rows under a key whose ids come after that one.</summary>
    public IEnumerable<T> After(string value, string? id)
    {
        if (_rows.TryGetValue(value, out var rows))
        {
            for (var i = id is null ? 0 : FirstAfter(rows, id); i < rows.Count; i++)
            {
                yield return rows[i];
            }
        }
    }

    public void Replace(T? before, T? after)
    {
        if (before is not null && key(before) is { } old && _rows.TryGetValue(old, out var rows) && rows.BinarySearch(before, ById) is >= 0 and var place)
        {
            if (after is not null && key(after) == old)
            {
                rows[place] = after;
                return;
            }

            rows.RemoveAt(place);
            if (rows.Count == 0)
            {
                _rows.Remove(old);
            }
        }

        if (after is not null && key(after) is { } value)
        {
            if (!_rows.TryGetValue(value, out rows))
            {
                _rows[value] = rows = [];
            }

            var at = rows.BinarySearch(after, ById);
            if (at >= 0)
            {
                rows[at] = after;
            }
            else
            {
                rows.Insert(~at, after);
            }
        }
    }

    private static int FirstAfter(List<T> rows, string id)
    {
        var (low, high) = (0, rows.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = string.CompareOrdinal(rows[middle].Id, id) <= 0 ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
