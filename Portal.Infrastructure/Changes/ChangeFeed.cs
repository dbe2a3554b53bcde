using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Portal.Infrastructure.Data;

namespace Portal.Infrastructure.Changes;

/// <summary>Hears every announced change once a process and hands it to whoever watches that subject: subscribe first, then read.</summary>
public sealed partial class ChangeFeed(NpgsqlDataSource database, DatabaseAvailability availability, ILogger<ChangeFeed> logger, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan Reconnect = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(20);

    private readonly ConcurrentDictionary<Guid, Subscription> _subscriptions = new();

    /// <summary>Whether announcements are being heard; while not, what people see may be old.</summary>
    public bool IsListening { get; private set; }

    /// <summary>Comes before any watcher is woken; none when anything may have changed.</summary>
    internal event Action<Change?>? Heard;

    /// <summary>Watches the subjects that the filter lets through. After a lost connection every watcher is woken once, because anything may have changed.</summary>
    public Subscription Subscribe(Func<Change, bool> filter)
    {
        var subscription = new Subscription(filter, ended => _subscriptions.TryRemove(ended, out _));
        _subscriptions[subscription.Id] = subscription;
        return subscription;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception lost)
            {
                // Whatever broke it: without the feed every page is late, and nothing else would begin it again.
                availability.Doubt(lost);
                Log.Lost(logger, lost);
            }

            if (IsListening)
            {
                IsListening = false;
                // Whoever shows something looks whether it can still be read, and says so if it cannot.
                Publish(null);
            }

            await Task.Delay(Reconnect, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        connection.Notification += (_, notification) => Publish(Change.Parse(notification.Payload));
        await using (var listen = connection.CreateCommand())
        {
            listen.CommandText = $"listen {ChangeChannels.Changes}";
            await listen.ExecuteNonQueryAsync(cancellationToken);
        }

        IsListening = true;
        Publish(null);

        while (true)
        {
            if (!await connection.WaitAsync(Silence, cancellationToken))
            {
                // A connection that died without a word hears nothing, and does not know it.
                await using var alive = new NpgsqlCommand("select 1", connection);
                await alive.ExecuteNonQueryAsync(cancellationToken);
            }
        }
    }

    private void Publish(Change? change)
    {
        Heard?.Invoke(change);
        foreach (var subscription in _subscriptions.Values.Where(subscription => change is null || subscription.Wants(change)))
        {
            subscription.Offer();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The connection that hears changes was lost; it is opened again")]
        public static partial void Lost(ILogger logger, Exception exception);
    }
}

/// <summary>One watcher of the change feed. Several changes while nobody waits count as one.</summary>
public sealed class Subscription(Func<Change, bool> filter, Action<Guid> ended) : IDisposable
{
    private readonly Channel<bool> _signals = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public Guid Id { get; } = Guid.CreateVersion7();

    public bool Wants(Change change) => filter(change);

    /// <summary>Completes at the next change, or at once if there was one since the last wait.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken) => await _signals.Reader.ReadAsync(cancellationToken);

    public void Dispose() => ended(Id);

    internal void Offer() => _signals.Writer.TryWrite(true);
}
