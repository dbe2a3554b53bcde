using System.Text.Json.Nodes;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Data;

namespace Portal.Jobs.Reconciling;

/// <summary>Turns a look and its failure into what people see beside the stage.</summary>
internal static class ConditionsUpdate
{
    public static WorkConditions After(WorkConditions before, ReconcileContext situation, AwsFailure? failure, DateTimeOffset now)
    {
        var blocked = situation.Blocked ?? (failure is { NeedsPerson: true } ? failure.ToBlocked() : null);
        var waiting = blocked is null ? Waiting(situation, failure) : null;
        return new(
            situation.Sync, blocked, waiting,
            waiting is null ? null : waiting == before.WaitingFor ? before.WaitingSince ?? now : now,
            blocked is null ? null : blocked == before.Blocked ? before.BlockedAt ?? now : now,
            [.. situation.Steps.Select(step => new StepSummary(step.Key.Text, step.Summary, step.IsReady && situation.MayBeSent(step), step.WaitsFor))],
            failure is null ? 0 : before.Failures + 1,
            waiting is not null && waiting == before.WaitingFor ? before.Observations + 1 : 0,
            situation.PresenceTracker.Absences,
            failure is null ? null : $"{failure.Cause}. {failure.Action}.",
            situation.Differences is { } differences ? differences.Count == 0 ? null : differences : before.Differences,
            situation.IsAsWanted ? situation.WantedGeneration : before.InSyncGeneration);
    }

    /// <summary>AWS could not be looked at: what was known stays, and how long that has been so counts.</summary>
    public static WorkConditions AfterFailure(WorkConditions before, AwsFailure? failure, DateTimeOffset now) => failure is null ? before : before with
    {
        Sync = SyncState.Unknown,
        Blocked = failure.NeedsPerson ? failure.ToBlocked() : before.Blocked,
        BlockedAt = failure.NeedsPerson && before.Blocked != failure.ToBlocked() ? now : before.BlockedAt,
        Failures = before.Failures + 1,
        LastError = $"{failure.Cause}. {failure.Action}.",
    };

    private static Waiting? Waiting(ReconcileContext situation, AwsFailure? failure) =>
        failure is not null ? new(Party.Aws, $"{failure.Cause}; the portal tries again by itself")
        : situation.Barred is { } barred ? new(
            Party.Portal, $"an earlier call that would undo \"{barred.Summary}\" may still take effect; the portal waits until it cannot")
        : situation.TokenExpired is not null ? new(
            Party.Portal, "a creation was sent long ago and not answered; the portal checks whether it took effect before it sends another")
        : situation.Awaited is { } awaited ? new(Party.Aws, $"AWS has said yes to \"{awaited.Summary}\" and does not show it yet")
        : situation.MayStillCreate ? new(Party.Portal, "a creation was sent and not answered; the portal waits until it can no longer take effect")
        : situation.WaitingFor;
}

/// <summary>When to observe again.</summary>
internal static class NextObservation
{
    private static readonly TimeSpan UnknownOutcome = TimeSpan.FromSeconds(30);

    /// <param name="context">None when there is nothing to look after, or a person came between.</param>
    /// <param name="resync">The longest time between two observations of something at rest.</param>
    /// <returns>None when it is over; and whether it rests until all that rests in its scope is observed.</returns>
    public static (TimeSpan? After, bool Rests) After(ReconcileContext? context, AwsFailure? failure, WorkConditions conditions, bool raced, TimeSpan resync)
    {
        var after = Soon(context, failure, conditions, raced, out var isOver);
        return isOver ? (null, false)
            : after is { } soon ? (soon, false)
            : context!.RestsFor is { } shorter && shorter < resync ? (shorter, false)
            : (resync, true);
    }

    /// <returns>None when it rests, or is over.</returns>
    private static TimeSpan? Soon(ReconcileContext? context, AwsFailure? failure, WorkConditions conditions, bool raced, out bool isOver)
    {
        isOver = false;
        if (failure is not null)
        {
            return failure.RetryAfter ?? RetrySchedule.After(failure.Class, conditions.Failures, Jitter());
        }

        if (raced)
        {
            return TimeSpan.Zero;
        }

        if (context is null)
        {
            isOver = true;
            return null;
        }

        if (context.Blocked is not null)
        {
            return RetrySchedule.After(RetryClass.UserFix, 1, 0);
        }

        if (context.Barred is not null || context.TokenExpired is not null || context.HidesCreation)
        {
            return UnknownOutcome;
        }

        isOver = context.IsEnding;
        // Whoever it waits for wakes it; nothing is gained by looking more often.
        return !isOver && conditions.WaitingFor is not { Who: not Party.Aws } && context.Sync is SyncState.Converging or SyncState.Unknown
            ? RetrySchedule.WhileAwsWorks(conditions.Observations + 1)
            : null;
    }

    // Spreads callers that failed together; nothing is decided by it.
#pragma warning disable CA5394
    private static double Jitter() => Random.Shared.NextDouble();
#pragma warning restore CA5394
}

/// <summary>Compares stored observations.</summary>
internal static class ObservationText
{
    /// <summary>Whether two looks saw the same, at whatever time.</summary>
    public static bool SameButForTime(string left, string right) => JsonNode.DeepEquals(WithoutTime(left), WithoutTime(right));

    private static JsonNode? WithoutTime(string text) => WithoutTimes(JsonNode.Parse(text));

    private static JsonNode? WithoutTimes(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject members:
                members.Remove("at");
                members.Remove("targetsAt");
                members.Remove("attributesAt");
                foreach (var (_, value) in members)
                {
                    WithoutTimes(value);
                }

                break;
            case JsonArray items:
                foreach (var item in items)
                {
                    WithoutTimes(item);
                }

                break;
        }

        return node;
    }
}
