using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Portal.Sandbox.Storage;

/// <summary>All entities of one kind, by id and by the keys it is indexed for.</summary>
internal sealed class Table<T> : ITable where T : class, IEntity
{
    private readonly SortedDictionary<string, T> _rows = new(StringComparer.Ordinal);
    private readonly List<Index<T>> _indexes = [];
    private readonly Action<Change> _changed;
    private readonly Index<T> _byOwner;

    public Table(string name, Action<Change> changed)
    {
        Name = name;
        _changed = changed;
        _byOwner = IndexBy(row => row.OwnerId);
    }

    public string Name { get; }

    public IEnumerable<IEntity> Rows => _rows.Values;

    public Type RowType => typeof(T);

    public IEntity? Row(string id) => Find(id);

    public IEntity Parse(JsonElement row) => row.Deserialize<T>(Store.Json) ?? throw new JsonException($"A row of '{Name}' is empty.");

    public T? Find(string id) => _rows.GetValueOrDefault(id);

    public bool TryFind(string id, [NotNullWhen(true)] out T? row) => _rows.TryGetValue(id, out row);

    /// <summary>An account's entities in the order of their ids; those after an id, if one is given.</summary>
    public IEnumerable<T> OwnedBy(string accountId, string? after = null) => _byOwner.After(accountId, after);

    public IEnumerable<T> All() => _rows.Values;

    public void Put(T row) => _changed(new(this, row.Id, Set(row.Id, row), row));

    public void Delete(string id) => _changed(new(this, id, Set(id, null), null));

    /// <summary>An index over this table, kept up to date; to be made before the first row.</summary>
    public Index<T> IndexBy(Func<T, string?> key)
    {
        var index = new Index<T>(key);
        _indexes.Add(index);
        return index;
    }

    public void Restore(string id, JsonElement? row) => Set(id, row?.Deserialize<T>(Store.Json));

    IEntity? ITable.Set(string id, IEntity? row) => Set(id, (T?)row);

    private T? Set(string id, T? row)
    {
        var before = _rows.GetValueOrDefault(id);
        if (row is null)
        {
            _rows.Remove(id);
        }
        else
        {
            _rows[id] = row;
        }

        _indexes.ForEach(index => index.Replace(before, row));
        return before;
    }
}

/// <summary>A table of whatever kind, as the journal and the undo see it.</summary>
internal interface ITable
{
    string Name { get; }

    Type RowType { get; }

    IEntity? Row(string id);

    IEntity Parse(JsonElement row);

    IEnumerable<IEntity> Rows { get; }

    IEntity? Set(string id, IEntity? row);

    void Restore(string id, JsonElement? row);
}

/// <summary>One entity before and after.</summary>
internal sealed record Change(ITable Table, string Id, IEntity? Before, IEntity? After);

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
