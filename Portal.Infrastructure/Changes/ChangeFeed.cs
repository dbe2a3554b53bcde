using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Portal.Infrastructure.Data;

namespace Portal.Infrastructure.Changes;

/// <summary>Hears every announced change once a process and hands it to whoever watches that subject: subscribe first, then read.</summary>
public sealed partial class ChangeFeed(
    NpgsqlDataSource database, DatabaseAvailability availability, ILogger<ChangeFeed> logger, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan Reconnect = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(20);

    private readonly ConcurrentDictionary<Subscription, bool> _subscriptions = new(ReferenceEqualityComparer.Instance);
    private readonly HeardChanges _heard = new();

    /// <summary>Whether announcements are being heard; while not, what people see may be old.</summary>
    public bool IsListening { get; private set; }

    /// <summary>How many announcements were heard: where a read begins.</summary>
    public long Position => _heard.Position;

    /// <summary>Comes before any watcher is woken; none when anything may have changed.</summary>
    internal event Action<Change?>? Heard;

    /// <summary>Watches the subjects with these tags. After a lost connection every watcher is woken once, because anything may have changed.</summary>
    public Subscription Subscribe(params IEnumerable<string> tags)
    {
        var subscription = new Subscription(_heard, tags, ended => _subscriptions.TryRemove(ended, out _));
        _subscriptions[subscription] = true;
        return subscription;
    }

    /// <summary>Whether one of these subjects has changed since the feed stood there.</summary>
    public bool HasChanged(IReadOnlySet<string> tags, long since) => _heard.Any(tags, since);

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
        var tags = change?.Tags;
        _heard.Add(tags);
        TellListeners(change);
        foreach (var subscription in _subscriptions.Keys.Where(subscription => tags is null || subscription.Wants(tags)))
        {
            subscription.Offer();
        }
    }

    /// <summary>This is the thread that hears: one listener's failure is no reason for the others to hear nothing.</summary>
    private void TellListeners(Change? change)
    {
        foreach (var listener in Heard?.GetInvocationList().Cast<Action<Change?>>() ?? [])
        {
            try
            {
                listener(change);
            }
            catch (Exception failed)
            {
                Log.ListenerFailed(logger, failed);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The connection that hears changes was lost; it is opened again")]
        public static partial void Lost(ILogger logger, Exception exception);

        [LoggerMessage(2, LogLevel.Error, "Something that hears changes failed; the others were told nevertheless")]
        public static partial void ListenerFailed(ILogger logger, Exception exception);
    }
}
