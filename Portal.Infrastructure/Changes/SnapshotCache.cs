using System.Collections.Frozen;
using Microsoft.Extensions.Caching.Memory;
using ZiggyCreatures.Caching.Fusion;

namespace Portal.Infrastructure.Changes;

/// <summary>Lets everybody in this process who asks the same share one read of it, until a change of it is heard.</summary>
/// <remarks>
/// Whoever reads has subscribed before: a read that a change overtook is followed by another one. While changes are not heard, nothing is shared.
/// What is kept is the read itself from its beginning on: a change that comes while it is under way parts those who ask later from it.
/// </remarks>
public sealed class SnapshotCache : IDisposable
{
    /// <summary>What changes without being announced, for example when AWS was last looked at, is at most this old.</summary>
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(10);

    // Changes clear it all the time; where nothing changes, this and the life of a read do.
    private const int Most = 256;

    private static readonly FusionCacheEntryOptions Kept = new(Life) { Size = 1 };

    private readonly MemoryCache _memory = new(new MemoryCacheOptions { SizeLimit = Most, ExpirationScanFrequency = Life });
    private readonly FusionCache _reads;
    private readonly Lock _removing = new();
    private readonly ChangeFeed _feed;
    private readonly TimeProvider _clock;

    public SnapshotCache(ChangeFeed feed, TimeProvider clock)
    {
        (_feed, _clock) = (feed, clock);
        // A note that a tag has changed has to outlive the reads from before, and takes no read's place.
        _reads = new(new FusionCacheOptions { TagsDefaultEntryOptions = new(6 * Life) { Size = 0 } }, _memory);
        feed.Heard += Forget;
    }

    /// <summary>How much is kept.</summary>
    internal int Count => _memory.Count;

    public async Task<PageRead<TSnapshot>> ReadAsync<TQuery, TSnapshot>(PageReader<TQuery, TSnapshot> reader, TQuery query, CancellationToken cancellationToken)
        where TQuery : PageQuery
        where TSnapshot : class
    {
        var asked = _feed.Position;
        var (key, known) = (query.ToKey(), query.Tags.ToFrozenSet());
        while (_feed.IsListening)
        {
            var read = _reads.GetOrSet<SharedRead<TSnapshot>>(
                key, _ => new(_feed.Position, _clock.GetTimestamp(), () => RunAsync(reader, query)), Kept, known, CancellationToken.None);
            if (!read.HasFailed && _clock.GetElapsedTime(read.BegunAt) <= Life && !IsOvertaken(read.Position, known))
            {
                // The read belongs to all who wait for it: nobody's leaving cancels it.
                var (snapshot, tags) = await read.Answer.WaitAsync(cancellationToken);
                if (!IsOvertaken(read.Position, tags))
                {
                    return new(snapshot, tags, read.Position);
                }
            }

            Remove(key, read);
        }

        var position = _feed.Position;
        var alone = await reader.ReadAsync(query, cancellationToken);
        return new(alone, TagsOf(reader, query, alone), position);

        // What has changed only after it was asked for wakes whoever asked.
        bool IsOvertaken(long begun, IReadOnlySet<string> tags) => begun < asked && _feed.HasChanged(tags, begun);
    }

    public void Dispose()
    {
        _feed.Heard -= Forget;
        _reads.Dispose();
        _memory.Dispose();
    }

    /// <summary>Only the one that was found to be old: somebody else may have put a new one in its place.</summary>
    private void Remove<TRead>(string key, TRead read)
        where TRead : class
    {
        lock (_removing)
        {
            if (_reads.TryGet<TRead>(key, token: CancellationToken.None) is { HasValue: true, Value: var kept } && ReferenceEquals(kept, read))
            {
                _reads.Remove(key, token: CancellationToken.None);
            }
        }
    }

    private static async Task<Answer<TSnapshot>> RunAsync<TQuery, TSnapshot>(PageReader<TQuery, TSnapshot> reader, TQuery query)
        where TQuery : PageQuery
        where TSnapshot : class
    {
        var snapshot = await reader.ReadAsync(query, CancellationToken.None);
        return new(snapshot, TagsOf(reader, query, snapshot));
    }

    private static FrozenSet<string> TagsOf<TQuery, TSnapshot>(PageReader<TQuery, TSnapshot> reader, TQuery query, TSnapshot snapshot)
        where TQuery : PageQuery
        where TSnapshot : class => query.Tags.Concat(reader.AlsoAbout(snapshot)).ToFrozenSet();

    /// <param name="change">None when anything may have changed.</param>
    private void Forget(Change? change)
    {
        if (change is null)
        {
            _reads.Clear(false);
            return;
        }

        _reads.RemoveByTag(change.Tags);
    }

    private sealed record Answer<TSnapshot>(TSnapshot Snapshot, IReadOnlySet<string> Tags);

    /// <summary>A read that is under way or has ended.</summary>
    /// <param name="Position">Where the feed of changes stood when it was begun.</param>
    /// <param name="BegunAt">When it was begun, by the clock's timestamps.</param>
    private sealed record SharedRead<TSnapshot>(long Position, long BegunAt, Func<Task<Answer<TSnapshot>>> Run)
    {
        // Off the thread of whoever comes first: that is one person's page.
        private readonly Lazy<Task<Answer<TSnapshot>>> _answer = new(() => Task.Run(Run));

        public Task<Answer<TSnapshot>> Answer => _answer.Value;

        public bool HasFailed => _answer is { IsValueCreated: true, Value: { IsCompleted: true, IsCompletedSuccessfully: false } };
    }
}
