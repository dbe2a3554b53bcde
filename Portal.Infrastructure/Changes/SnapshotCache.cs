using System.Collections.Concurrent;

namespace Portal.Infrastructure.Changes;

/// <summary>Lets everybody in this process who looks at the same thing share one read of it, until a change of it is heard.</summary>
/// <remarks>
/// Whoever reads has subscribed before: a read that a change overtook is followed by another one. While changes are not heard, nothing is shared.
/// The key must name all that decides what is read, the reader's rights included.
/// </remarks>
public sealed class SnapshotCache : IDisposable
{
    /// <summary>What changes without being announced, for example when AWS was last looked at, is at most this old.</summary>
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(10);

    // Changes clear it all the time; where nothing changes, this does.
    private const int Most = 256;

    private readonly ConcurrentDictionary<string, Entry> _entries = new();
    private readonly ChangeFeed _feed;
    private readonly TimeProvider _clock;

    public SnapshotCache(ChangeFeed feed, TimeProvider clock)
    {
        (_feed, _clock) = (feed, clock);
        feed.Heard += Forget;
    }

    /// <param name="concerns">Which changes make what was read old.</param>
    public async Task<T> ReadAsync<T>(string key, Func<Change, bool> concerns, Func<CancellationToken, Task<T>> read, CancellationToken cancellationToken)
        where T : class
    {
        if (!_feed.IsListening)
        {
            return await read(cancellationToken);
        }

        if (_entries.Count >= Most)
        {
            Drop(IsOld);
        }

        // The read belongs to all who wait for it: nobody's leaving cancels it, and nobody's slowness slows it.
        var entry = _entries.GetOrAdd(key, _ => new(concerns, _clock.GetTimestamp(), new(() => Task.Run(async () => (object)await read(CancellationToken.None), CancellationToken.None))));
        if (IsOld(entry))
        {
            _entries.TryRemove(new(key, entry));
            return await ReadAsync(key, concerns, read, cancellationToken);
        }

        try
        {
            return (T)await entry.Value.Value.WaitAsync(cancellationToken);
        }
        catch
        {
            _entries.TryRemove(new(key, entry));
            throw;
        }
    }

    public void Dispose() => _feed.Heard -= Forget;

    /// <param name="change">None when anything may have changed.</param>
    private void Forget(Change? change) => Drop(entry => change is null || entry.Concerns(change) || IsOld(entry));

    private void Drop(Func<Entry, bool> which)
    {
        foreach (var (key, entry) in _entries.Where(pair => which(pair.Value)))
        {
            _entries.TryRemove(new(key, entry));
        }
    }

    private bool IsOld(Entry entry) => _clock.GetElapsedTime(entry.Begun) > Life;

    private sealed record Entry(Func<Change, bool> Concerns, long Begun, Lazy<Task<object>> Value);
}
