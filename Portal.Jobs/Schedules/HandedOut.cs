using Portal.Infrastructure.Provisioning;

namespace Portal.Jobs.Schedules;

/// <summary>Remembers which work this process has made jobs of, so that work which waits in a long queue is not queued again and again.</summary>
internal sealed class HandedOut(TimeProvider clock)
{
    /// <summary>How long a job of this process is trusted to be in the queue. A process that dies forgets, and another one hands its work out after <see cref="WorkTable.NudgeLife"/>.</summary>
    public static readonly TimeSpan Trust = TimeSpan.FromMinutes(1);

    private readonly Dictionary<(Guid Id, string Kind), (long Fence, long At)> _jobs = [];

    /// <returns>Whether a job has to be made: none is on its way, or the last one has run.</returns>
    public bool Take(DueWork work)
    {
        var key = (work.Id, work.Kind);
        if (_jobs.TryGetValue(key, out var job) && job.Fence == work.Fence && clock.GetElapsedTime(job.At) < Trust)
        {
            return false;
        }

        _jobs[key] = (work.Fence, clock.GetTimestamp());
        return true;
    }

    /// <summary>Lets go of what is too old to count.</summary>
    public void Forget()
    {
        foreach (var (key, _) in _jobs.Where(job => clock.GetElapsedTime(job.Value.At) >= Trust).ToList())
        {
            _jobs.Remove(key);
        }
    }
}
