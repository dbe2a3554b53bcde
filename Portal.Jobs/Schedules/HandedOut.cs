using Portal.Infrastructure.Provisioning;

namespace Portal.Jobs.Schedules;

/// <summary>Remembers which work this process has made jobs of, so that work which waits in a long queue is not queued again and again.</summary>
internal sealed class HandedOut(TimeProvider clock)
{
    /// <summary>How long a job of this process is trusted to be in the queue. A process that dies forgets, and another one hands its work out after <see cref="WorkTable.NudgeLife"/>.</summary>
    public static readonly TimeSpan Trust = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<(string Kind, Guid Id), (long Fence, long At)> _jobs = [];

    /// <returns>Whether a job has to be made: none is on its way, or the last one has run.</returns>
    public bool Take(DueWork work)
    {
        lock (_gate)
        {
            var key = (work.Kind, work.Id);
            if (_jobs.TryGetValue(key, out var job) && job.Fence == work.Fence && clock.GetElapsedTime(job.At) < Trust)
            {
                return false;
            }

            _jobs[key] = (work.Fence, clock.GetTimestamp());
            return true;
        }
    }

    /// <summary>No job of it is on its way: it could not be queued, or found the work locked.</summary>
    public void Forget((string Kind, Guid Id) work)
    {
        lock (_gate)
        {
            _jobs.Remove(work);
        }
    }

    /// <summary>Lets go of what is too old to count.</summary>
    public void ForgetOld()
    {
        lock (_gate)
        {
            foreach (var (key, _) in _jobs.Where(job => clock.GetElapsedTime(job.Value.At) >= Trust).ToList())
            {
                _jobs.Remove(key);
            }
        }
    }
}
