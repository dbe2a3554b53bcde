namespace Portal.Web.Shared;

/// <summary>Tells everything on a person's screen that says "3 min ago" when it is time to say something else.</summary>
public sealed class Ticker(TimeProvider clock) : IDisposable
{
    /// <summary>How often.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private readonly HashSet<Action> _listeners = [];
    private ITimer? _timer;

    public void Listen(Action tick)
    {
        lock (_lock)
        {
            _listeners.Add(tick);
            _timer ??= clock.CreateTimer(_ => Tick(), null, Every, Every);
        }
    }

    public void Leave(Action tick)
    {
        lock (_lock)
        {
            _listeners.Remove(tick);
        }
    }

    public void Dispose() => _timer?.Dispose();

    private void Tick()
    {
        Action[] listeners;
        lock (_lock)
        {
            listeners = [.. _listeners];
        }

        foreach (var listener in listeners)
        {
            listener();
        }
    }
}
