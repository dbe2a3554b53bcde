namespace Portal.Sandbox.Storage;

/// <summary>What happened in the last minutes, so that a read can be shown the world as it was. Reaches back to the sandbox's start at most.</summary>
internal sealed class RecentChanges
{
    private const int Most = 50_000;
    private static readonly TimeSpan Reach = TimeSpan.FromMinutes(15);

    private readonly LinkedList<(DateTimeOffset At, Change Change)> _changes = [];

    public void Add(DateTimeOffset now, IReadOnlyList<Change> changes)
    {
        foreach (var change in changes.Where(change => !change.Table.NeverStale))
        {
            _changes.AddLast((now, change));
        }

        while (_changes.First is { } oldest && (oldest.Value.At < now - Reach || _changes.Count > Most))
        {
            _changes.RemoveFirst();
        }
    }

    public void Forget() => _changes.Clear();

    /// <summary>Takes back everything since then, until it is disposed.</summary>
    public StaleView Rewind(DateTimeOffset to) => new(Since(to).Select(change => (change.Table, change.Id, change.Before)));

    /// <summary>Hides what came into being since then, until it is disposed.</summary>
    public StaleView Hide(DateTimeOffset since) =>
        new(Since(since).Where(change => change is { Before: null, After: not null }).Select(change => (change.Table, change.Id, (IEntity?)null)));

    private IEnumerable<Change> Since(DateTimeOffset time)
    {
        for (var node = _changes.Last; node is not null && node.Value.At > time; node = node.Previous)
        {
            yield return node.Value.Change;
        }
    }
}
