using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Portal.Sandbox.Storage;

/// <summary>All entities of one kind, by id and by the keys it is indexed for.</summary>
internal sealed class Table<T> : ITable where T : class, IEntity
{
    private readonly SortedDictionary<string, T> _rows = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Index<T>> _indexes = new(StringComparer.Ordinal);
    private readonly Action<Change> _changed;
    private readonly Index<T> _byOwner;

    public Table(TableAttribute declared, Action<Change> changed)
    {
        Name = declared.Name;
        NeverStale = declared.NeverStale;
        _changed = changed;
        _byOwner = IndexBy(nameof(IEntity.OwnerId), row => row.OwnerId);
    }

    public string Name { get; }

    public bool NeverStale { get; }

    public IEnumerable<IEntity> Rows => _rows.Values;

    public IEntity? Row(string id) => Find(id);

    public IEntity Parse(JsonElement row) => row.Deserialize<T>(SandboxJson.Options) ?? throw new JsonException($"A row of '{Name}' is empty.");

    public T? Find(string id) => _rows.GetValueOrDefault(id);

    public bool TryFind(string id, [NotNullWhen(true)] out T? row) => _rows.TryGetValue(id, out row);

    /// <summary>An account's entities in the order of their ids; those after an id, if one is given.</summary>
    public IEnumerable<T> OwnedBy(string accountId, string? after = null) => _byOwner.After(accountId, after);

    public IEnumerable<T> All() => _rows.Values;

    public void Put(T row) => _changed(new(this, row.Id, Set(row.Id, row), row));

    public void Delete(string id) => _changed(new(this, id, Set(id, null), null));

    /// <summary>The index of that name over this table; made when it is first asked for, and kept up to date from then on.</summary>
    public Index<T> IndexBy(string name, Func<T, string?> key)
    {
        if (!_indexes.TryGetValue(name, out var index))
        {
            index = _indexes[name] = new(key);
            foreach (var row in _rows.Values)
            {
                index.Replace(null, row);
            }
        }

        return index;
    }

    public void Restore(string id, JsonElement? row) => Set(id, row?.Deserialize<T>(SandboxJson.Options));

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

        foreach (var index in _indexes.Values)
        {
            index.Replace(before, row);
        }

        return before;
    }
}
