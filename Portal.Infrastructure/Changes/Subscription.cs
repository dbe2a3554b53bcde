using System.Collections.Frozen;
using System.Threading.Channels;

namespace Portal.Infrastructure.Changes;

/// <summary>One watcher of the change feed. Several changes while nobody waits count as one.</summary>
public sealed class Subscription : IDisposable
{
    private readonly Channel<bool> _signals = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly HeardChanges _heard;
    private readonly Action<Subscription> _ended;
    private volatile FrozenSet<string> _tags;

    internal Subscription(HeardChanges heard, IEnumerable<string> tags, Action<Subscription> ended) =>
        (_heard, _tags, _ended) = (heard, tags.ToFrozenSet(), ended);

    /// <summary>Watches these subjects from now on: what was read has said what else it is about.</summary>
    /// <param name="since">Where the feed stood when that read was begun; a change since then wakes at once.</param>
    public void Watch(IReadOnlySet<string> tags, long since)
    {
        _tags = tags.ToFrozenSet();
        if (_heard.Any(_tags, since))
        {
            Offer();
        }
    }

    /// <summary>Completes at the next change, or at once if there was one since the last wait.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken) => await _signals.Reader.ReadAsync(cancellationToken);

    public void Dispose() => _ended(this);

    internal bool Wants(IReadOnlyList<string> tags) => _tags.Overlaps(tags);

    internal void Offer() => _signals.Writer.TryWrite(true);
}
