using Portal.Infrastructure.Provisioning;

namespace Portal.Jobs.Dispatching;

/// <summary>Remembers for which scopes this process has made jobs, so that one that waits in a long queue is not queued again and again.</summary>
internal sealed class RecentlyEnqueued(TimeProvider clock)
{
    /// <summary>
    /// How long a job of this process is trusted to be in the queue. A process that dies forgets, and another one enqueues after
    /// <see cref="ScopeTable.EnqueuedLife"/>.
    /// </summary>
    public static readonly TimeSpan Trust = TimeSpan.FromMinutes(1);

    private readonly Dictionary<(string AccountId, string Region), (long Fence, long At)> _jobs = [];

    /// <returns>Whether a job has to be made: none is on its way, or the last one has run.</returns>
    public bool Take(DueScope scope)
    {
        var key = (scope.AccountId, scope.Region);
        if (_jobs.TryGetValue(key, out var job) && job.Fence == scope.Fence && clock.GetElapsedTime(job.At) < Trust)
        {
            return false;
        }

        _jobs[key] = (scope.Fence, clock.GetTimestamp());
        return true;
    }

    /// <summary>No job of it is on its way: it could not be queued.</summary>
    public void Forget(DueScope scope) => _jobs.Remove((scope.AccountId, scope.Region));

    /// <summary>Lets go of what is too old to count.</summary>
    public void ForgetOld()
    {
        foreach (var (key, _) in _jobs.Where(job => clock.GetElapsedTime(job.Value.At) >= Trust).ToList())
        {
            _jobs.Remove(key);
        }
    }
}
