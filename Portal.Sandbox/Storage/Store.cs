using System.Reflection;
using System.Text.Json;

namespace Portal.Sandbox.Storage;

/// <summary>
/// Everything that exists in the simulated AWS, in memory. Used by one call at a time; what a call changed is either
/// taken (and journaled) or undone as a whole.
/// </summary>
internal sealed class Store
{
    private static readonly IReadOnlyList<(Type Row, TableAttribute Declared)> Declared =
    [
        .. from row in typeof(Store).Assembly.GetTypes()
           let declared = row.GetCustomAttribute<TableAttribute>()
           where declared is not null
           orderby declared.Name
           select (row, declared),
    ];

    private readonly Dictionary<string, ITable> _tables = [];
    private readonly Dictionary<Type, ITable> _byRow = [];
    private readonly PriorityQueue<(ITable Table, string Id), DateTimeOffset> _ends = new();
    private List<Change> _changes = [];

    public Store()
    {
        foreach (var (row, declared) in Declared)
        {
            var table = (ITable)Activator.CreateInstance(typeof(Table<>).MakeGenericType(row), declared, (Action<Change>)Changed)!;
            _tables.Add(declared.Name, table);
            _byRow.Add(row, table);
        }
    }

    public IEnumerable<ITable> Tables => _tables.Values;

    /// <summary>The table of a kind of entity, which declares it by <see cref="TableAttribute"/>.</summary>
    public Table<T> TableOf<T>() where T : class, IEntity => (Table<T>)_byRow[typeof(T)];

    /// <summary>Drops what has ceased to exist by now; part of the next call's changes.</summary>
    public void DropGone(DateTimeOffset now)
    {
        while (_ends.TryPeek(out var end, out var at) && at <= now)
        {
            _ends.Dequeue();
            if (end.Table.Set(end.Id, null) is { } row)
            {
                if (row.GoneAt <= now)
                {
                    _changes.Add(new(end.Table, end.Id, row, null));
                }
                else
                {
                    end.Table.Set(end.Id, row);
                }
            }
        }
    }

    /// <summary>What the current call has changed so far.</summary>
    public IReadOnlyList<Change> Changes => _changes;

    /// <summary>Puts a row of whatever kind into its table.</summary>
    public void Put(IEntity row)
    {
        var table = _byRow[row.GetType()];
        Changed(new(table, row.Id, table.Set(row.Id, row), row));
    }

    /// <summary>Replaces everything there is, but for what is to stay, by those rows.</summary>
    public void Replace(IEnumerable<(string Table, string Id, JsonElement Row)> rows, Func<IEntity, bool> stays)
    {
        foreach (var table in _tables.Values)
        {
            foreach (var row in table.Rows.Where(row => !stays(row)).ToList())
            {
                Changed(new(table, row.Id, table.Set(row.Id, null), null));
            }
        }

        foreach (var (name, _, json) in rows)
        {
            Put(_tables.TryGetValue(name, out var table) ? table.Parse(json) : throw new JsonException($"There is no table '{name}'."));
        }
    }

    /// <summary>Makes the current call's changes final.</summary>
    public void KeepChanges() => _changes = [];

    public void Undo()
    {
        for (var i = _changes.Count - 1; i >= 0; i--)
        {
            var (table, id, before, _) = _changes[i];
            table.Set(id, before);
            Remember(table, before);
        }

        _changes = [];
    }

    /// <summary>Puts back one journaled change; null means the entity was deleted.</summary>
    public void Restore(string table, string id, JsonElement? row)
    {
        if (!_tables.TryGetValue(table, out var found))
        {
            throw new JsonException($"There is no table '{table}'.");
        }

        found.Restore(id, row);
    }

    /// <summary>To be called once after the last <see cref="Restore"/>.</summary>
    public void RestoreEnds()
    {
        foreach (var table in _tables.Values)
        {
            foreach (var row in table.Rows)
            {
                Remember(table, row);
            }
        }
    }

    private void Changed(Change change)
    {
        _changes.Add(change);
        Remember(change.Table, change.After);
    }

    private void Remember(ITable table, IEntity? row)
    {
        if (row?.GoneAt is { } end)
        {
            _ends.Enqueue((table, row.Id), end);
        }
    }
}
