using Portal.Domain.Provisioning;
using Portal.Infrastructure.Aws;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Provisioning;

namespace Portal.Jobs.Reconciling;

/// <summary>One aggregate that this worker has claimed, and how far its run has come.</summary>
internal abstract class WorkItem(Claim claim, WorkConditions before, string? storedObservation)
{
    public Claim Claim { get; set; } = claim;

    /// <summary>What was known at the claim.</summary>
    public WorkConditions Before { get; } = before;

    /// <summary>What AWS said last before this run, as it is stored.</summary>
    public string? StoredObservation { get; } = storedObservation;

    public OperationHistory History { get; set; } = OperationHistory.Empty;

    public PresenceTracker PresenceTracker { get; } = new(before.Absences);

    /// <summary>What this run has sent.</summary>
    public HashSet<StepKey> Tried { get; } = [];

    /// <summary>What has to be observed (again) before anything is concluded.</summary>
    public ObservedParts Stale { get; private set; } = ObservedParts.All;

    /// <summary>Whether everything was observed since the last call: only then it comes to rest.</summary>
    public bool IsWhole { get; private set; }

    /// <summary>Whether operations were written since they were read.</summary>
    public bool HasSent { get; set; }

    /// <summary>The newest conclusion; none when the newest observation failed.</summary>
    public ReconcileContext? Context { get; set; }

    /// <summary>What AWS refused, or did not answer, last.</summary>
    public AwsFailure? Failure { get; private set; }

    /// <summary>How many times it was observed in this run.</summary>
    public int Rounds { get; set; }

    /// <summary>Whether nothing more is to be sent: what is left goes on in another run.</summary>
    public bool IsInLastRound { get; set; }

    /// <summary>What the run has come to; none while it goes on.</summary>
    public RunEnd? End { get; set; }

    /// <summary>Two versions of the portal are at work, and the newer one looks after it: nothing is concluded from what this one cannot read.</summary>
    public void LeaveToNewer(string part) => (UnreadablePart, End) = (part, RunEnd.LeftToNewer);

    /// <summary>What this version of the portal cannot read of it.</summary>
    public string? UnreadablePart { get; private set; }

    /// <summary>What AWS did not tell ends the run: nothing is concluded from what was seen earlier.</summary>
    public void CouldNotObserve(AwsFailure failure) => (Context, Failure, End) = (null, failure, RunEnd.Concluded);

    /// <summary>A part of it could not be observed: what the rest allows is done all the same, and the run ends with that failure.</summary>
    public void Lacks(AwsFailure failure) => Failure ??= failure;

    /// <summary>What only a person can mend keeps no other step waiting; after any other failure AWS is left alone for a while.</summary>
    public void Refused(AwsFailure failure)
    {
        Failure = failure is { NeedsPerson: false } ? failure : Failure ?? failure;
        if (!failure.NeedsPerson)
        {
            End = RunEnd.Concluded;
        }
    }

    public virtual void Touch(StepKey key)
    {
        Stale |= StepDefinitions.Of(key).Touches;
        IsWhole = false;
    }

    /// <summary>Everything has to be observed again.</summary>
    public void TouchAll() => Stale = ObservedParts.All;

    public void Observed()
    {
        IsWhole = Stale == ObservedParts.All || (IsWhole && Stale == ObservedParts.None);
        Stale = ObservedParts.None;
    }

    /// <summary>What nobody foresaw; for the log.</summary>
    public Exception? Fault { get; private set; }

    /// <summary>The run failed in a way that nobody foresaw: that concerns no other aggregate.</summary>
    public void Failed(Exception unforeseen)
    {
        Fault = unforeseen;
        CouldNotObserve(Unforeseen.Of(unforeseen));
    }

    /// <summary>Runs a read of this item's own: what AWS refuses, or what goes wrong with it, concerns no other.</summary>
    public async Task ReadAsync(Func<Task> read)
    {
        try
        {
            await read();
        }
        catch (AwsCallException unreadable)
        {
            CouldNotObserve(unreadable.Failure);
        }
        catch (Exception unforeseen) when (Unforeseen.Is(unforeseen))
        {
            Failed(unforeseen);
        }
    }
}
