using System.Threading.Channels;

namespace Portal.Infrastructure.Data;

/// <summary>
/// Whether the database answers, for everybody in this process. Whoever meets a failure says so; <see cref="DatabaseProbe"/> finds out what it means.
/// </summary>
public sealed class DatabaseAvailability
{
    // One failure is as good as a thousand: the database is asked after the first.
    private readonly Channel<Exception> _failures = Channel.CreateBounded<Exception>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private long _awaySince;

    /// <summary>Comes when the database goes away and when it is back.</summary>
    public event Action? Changed;

    /// <summary>Since when it has not answered; none while it answers.</summary>
    public DateTimeOffset? AwaySince => Interlocked.Read(ref _awaySince) is var ticks and not 0 ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    public bool IsAway => AwaySince is not null;

    /// <summary>Somebody has lost a connection, or got none.</summary>
    public void Doubt(Exception failure) => _failures.Writer.TryWrite(failure);

    internal ValueTask<Exception> NextFailureAsync(CancellationToken cancellationToken) => _failures.Reader.ReadAsync(cancellationToken);

    internal void Set(DateTimeOffset? awaySince)
    {
        Interlocked.Exchange(ref _awaySince, awaySince?.UtcTicks ?? 0);
        // What failed before it came back says nothing about now.
        _failures.Reader.TryRead(out _);
        Changed?.Invoke();
    }
}
