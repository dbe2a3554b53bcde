using Portal.Domain.Provisioning;
using Portal.Infrastructure.Data;

namespace Portal.Jobs.Reconciling;

/// <summary>How long what somebody else has changed in AWS is shown before the portal puts it back.</summary>
public sealed record RepairGrace(TimeSpan Value)
{
    /// <summary>By what an aggregate's differences are judged.</summary>
    public DifferenceTolerance ToleranceOf(WorkConditions before, long wantedGeneration, DifferenceDecisions decisions) =>
        new(before.InSyncGeneration == wantedGeneration, before.Differences ?? [], decisions.All, Value);

    /// <summary>How long until the next difference is to be put back; none where none is.</summary>
    public static TimeSpan? UntilNext(IReadOnlyList<StandingDifference>? differences, DateTimeOffset now) =>
        (differences ?? []).Select(one => one.RepairAt ?? one.IgnoredUntil).Where(at => at > now).Min() - now;
}
