namespace Portal.Sandbox.Storage;

/// <summary>Rows that stand otherwise for the length of one read.</summary>
internal sealed class StaleView : IDisposable
{
    private readonly Stack<(ITable Table, string Id, IEntity? Row)> _present = [];

    public StaleView(IEnumerable<(ITable Table, string Id, IEntity? Row)> rows)
    {
        foreach (var (table, id, row) in rows)
        {
            _present.Push((table, id, table.Set(id, row)));
        }
    }

    public void Dispose()
    {
        while (_present.TryPop(out var row))
        {
            row.Table.Set(row.Id, row.Row);
        }
    }
}
