using System.Text.Json.Serialization;
using Portal.Domain.Provisioning;

namespace Portal.Infrastructure.Data;

/// <summary>How a live object is doing, beside its stage.</summary>
/// <param name="Steps">What must still happen.</param>
/// <param name="WaitingSince">Since when <paramref name="WaitingFor"/> has been so.</param>
/// <param name="BlockedAt">Since when <paramref name="Blocked"/> has been so.</param>
/// <param name="Failures">Refused calls in a row.</param>
/// <param name="Observations">Observations in a row that found AWS unfinished.</param>
/// <param name="Absences">Since when objects have not been found, by step key of their creation; none in what an earlier version stored.</param>
/// <param name="LastError">The last refusal in words; kept until something succeeds.</param>
/// <param name="Differences">What others have changed in AWS; none where nothing is known of.</param>
/// <param name="InSyncGeneration">What had been wanted when AWS last showed all of it: what differs later was changed by others.</param>
public sealed record WorkConditions(
    SyncState Sync,
    Blocked? Blocked,
    Waiting? WaitingFor,
    DateTimeOffset? WaitingSince,
    DateTimeOffset? BlockedAt,
    IReadOnlyList<StepSummary> Steps,
    int Failures,
    [property: JsonPropertyName("looks")] int Observations,
    IReadOnlyDictionary<string, Absence>? Absences,
    string? LastError,
    IReadOnlyList<StandingDifference>? Differences = null,
    long? InSyncGeneration = null)
{
    public static WorkConditions Unknown { get; } = new(SyncState.Unknown, null, null, null, null, [], 0, 0, null, null);
}
