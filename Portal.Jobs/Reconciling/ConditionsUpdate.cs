using System.Text.Json.Nodes;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Provisioning;

namespace Portal.Jobs.Reconciling;

/// <summary>Turns a look and its failure into what people see beside the stage.</summary>
internal static class ConditionsUpdate
{
    public static WorkConditions After(WorkConditions before, Situation situation, AwsFailure? failure, DateTimeOffset now)
    {
        var blocked = situation.Blocked ?? (failure is { NeedsPerson: true } ? failure.ToBlocked() : null);
        var waiting = blocked is null ? Waiting(situation, failure) : null;
        return new(
            situation.Sync, blocked, waiting,
            waiting is null ? null : waiting == before.WaitingFor ? before.WaitingSince ?? now : now,
            blocked is null ? null : blocked == before.Blocked ? before.BlockedAt ?? now : now,
            [.. situation.Steps.Select(step => new StepSummary(step.Key.Text, step.Summary, step.IsReady && situation.MayBeSent(step.Key), step.WaitsFor))],
            failure is null ? 0 : before.Failures + 1,
            waiting is not null && waiting == before.WaitingFor ? before.Looks + 1 : 0,
            situation.Sightings.Absences,
            failure is null ? null : $"{failure.Cause}. {failure.Action}.");
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

    private static Waiting? Waiting(Situation situation, AwsFailure? failure) =>
        failure is not null ? new(Party.Aws, $"{failure.Cause}; the portal tries again by itself")
        : situation.Barred is { } barred ? new(Party.Portal, $"an earlier call that would undo \"{barred.Summary}\" may still take effect; the portal waits until it cannot")
        : situation.Forgotten is not null ? new(Party.Portal, "a creation was sent long ago and not answered; the portal looks whether it took effect before it sends another")
        : situation.Awaited is { } awaited ? new(Party.Aws, $"AWS has said yes to \"{awaited.Summary}\" and does not show it yet")
        : situation.MayStillCreate ? new(Party.Portal, "a creation was sent and not answered; the portal waits until it can no longer take effect")
        : situation.WaitingFor;
}

/// <summary>When to look again.</summary>
internal static class NextLook
{
    private static readonly TimeSpan UnknownOutcome = TimeSpan.FromSeconds(30);

    /// <param name="situation">None when there is nothing to look after, or a person came between.</param>
    /// <returns>None when it is over.</returns>
    public static TimeSpan? After(Situation? situation, AwsFailure? failure, WorkConditions conditions, bool raced) =>
        failure is not null ? RetrySchedule.After(failure.Class, conditions.Failures, Jitter())
        : raced ? TimeSpan.Zero
        : situation is null ? null
        : situation.Blocked is not null ? RetrySchedule.After(RetryClass.UserFix, 1, 0)
        : situation.Barred is not null || situation.Forgotten is not null || situation.HidesCreation ? UnknownOutcome
        : situation.IsEnding ? null
        // Whoever it waits for wakes it; nothing is gained by looking more often.
        : conditions.WaitingFor is { Who: not Party.Aws } ? situation.Rest
        : situation.Sync is SyncState.Converging or SyncState.Unknown ? RetrySchedule.WhileAwsWorks(conditions.Looks + 1)
        : situation.Rest;

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

    private static JsonNode? WithoutTime(string text)
    {
        var node = JsonNode.Parse(text);
        (node as JsonObject)?.Remove("at");
        return node;
    }
}
