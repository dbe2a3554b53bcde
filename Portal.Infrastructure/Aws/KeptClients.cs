using System.Collections.Concurrent;
using Portal.Domain.Provisioning;

namespace Portal.Infrastructure.Aws;

/// <summary>Something for each account and region that was asked for lately; only so many are kept.</summary>
/// <remarks>
/// What is let go is not disposed of, since somebody may be in the middle of a call with it: it holds no connection of its own, and is collected afterwards.
/// </remarks>
internal sealed class KeptClients<T>(Func<AwsScope, T> create, int most)
{
    private readonly ConcurrentDictionary<AwsScope, Kept> _kept = new();
    private long _uses;

    public int Count => _kept.Count;

    public IEnumerable<T> All => _kept.Values.Where(kept => kept.Made.IsValueCreated).Select(kept => kept.Made.Value);

    public T Get(AwsScope scope)
    {
        var kept = _kept.GetOrAdd(scope, key => new Kept(new Lazy<T>(() => create(key))));
        kept.LastUse = Interlocked.Increment(ref _uses);
        if (_kept.Count > most)
        {
            LetGo();
        }

        return kept.Made.Value;
    }

    // A quarter at once, so that it is not looked for with every call.
    private void LetGo()
    {
        foreach (var (scope, _) in _kept.OrderBy(kept => kept.Value.LastUse).Take((_kept.Count - most) + (most / 4)).ToList())
        {
            _kept.TryRemove(scope, out _);
        }
    }

    private sealed class Kept(Lazy<T> made)
    {
        private long _lastUse;

        public Lazy<T> Made { get; } = made;

        public long LastUse
        {
            get => Volatile.Read(ref _lastUse);
            set => Volatile.Write(ref _lastUse, value);
        }
    }
}
