using System.Collections.Concurrent;

namespace Portal.Web.Shared;

/// <summary>Whether what a window shows is of now: each part of the screen says when it could not be read anew, and when it was.</summary>
public sealed class Freshness
{
    private readonly ConcurrentDictionary<object, DateTimeOffset> _old = new();

    public event Action? Changed;

    /// <summary>Of when the oldest part of the screen is; none when all of it is of now.</summary>
    public DateTimeOffset? OldAsOf => _old.Values is { Count: > 0 } times ? times.Min() : null;

    /// <param name="part">What could not be read anew.</param>
    /// <param name="readAt">When it was read last.</param>
    public void Old(object part, DateTimeOffset readAt)
    {
        if (_old.TryAdd(part, readAt))
        {
            Changed?.Invoke();
        }
    }

    /// <summary>It was read, or is gone.</summary>
    public void Fresh(object part)
    {
        if (_old.TryRemove(part, out _))
        {
            Changed?.Invoke();
        }
    }
}
