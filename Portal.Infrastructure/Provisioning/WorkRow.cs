using Portal.Domain.Audit;
using Portal.Domain.Provisioning;

namespace Portal.Infrastructure.Provisioning;

/// <summary>Why work is due: what of a scope is taken first, the smallest number before the others.</summary>
public static class WorkPriority
{
    /// <summary>A person did something, or something that it waited for has come.</summary>
    public const short Woken = 0;

    /// <summary>AWS is at work, or a call is to be tried again.</summary>
    public const short Progress = 1;

    /// <summary>Nothing is known to be to do: it is compared with AWS again.</summary>
    public const short Resync = 2;
}

/// <summary>The reconciler's own row beside an aggregate: whose turn it is (fence, lease), when it is due, and what was last seen.</summary>
public sealed class WorkRow
{
    public required SubjectKind Kind { get; init; }

    public required Guid Id { get; init; }

    /// <summary>The account in which most of its reads happen.</summary>
    public required string AccountId { get; init; }

    public required string Region { get; init; }

    /// <summary>What of a scope is taken first; see <see cref="WorkPriority"/>.</summary>
    public short Priority { get; set; }

    /// <summary>Rises with every claim.</summary>
    public long Fence { get; set; }

    public string? LeaseOwner { get; set; }

    /// <summary>By the database's clock.</summary>
    public DateTimeOffset? LeaseUntil { get; set; }

    /// <summary>By the database's clock; none when nothing is left to do.</summary>
    public DateTimeOffset? DueAt { get; set; }

    /// <summary>Rises with every wake-up; a release that finds it moved makes the work due at once.</summary>
    public long Wakes { get; set; }

    public long ObservedGeneration { get; set; }

    /// <summary>What AWS said last: a connection's or a service's observation.</summary>
    public string? Observation { get; set; }

    public DateTimeOffset? ObservedAt { get; set; }

    public WorkConditions Conditions { get; set; } = WorkConditions.Unknown;
}

/// <summary>How a live object is doing, beside its stage.</summary>
/// <param name="Steps">What must still happen.</param>
/// <param name="WaitingSince">Since when <paramref name="WaitingFor"/> has been so.</param>
/// <param name="BlockedAt">Since when <paramref name="Blocked"/> has been so.</param>
/// <param name="Failures">Refused calls in a row.</param>
/// <param name="Looks">Looks in a row that found AWS unfinished.</param>
/// <param name="Absences">Since when objects have not been found, by step key of their creation; none in what an earlier version stored.</param>
/// <param name="LastError">The last refusal in words; kept until something succeeds.</param>
public sealed record WorkConditions(
    SyncState Sync,
    Blocked? Blocked,
    Waiting? WaitingFor,
    DateTimeOffset? WaitingSince,
    DateTimeOffset? BlockedAt,
    IReadOnlyList<StepSummary> Steps,
    int Failures,
    int Looks,
    IReadOnlyDictionary<string, Absence>? Absences,
    string? LastError)
{
    public static WorkConditions Unknown { get; } = new(SyncState.Unknown, null, null, null, null, [], 0, 0, null, null);
}

/// <summary>A planned step as people see it.</summary>
public sealed record StepSummary(string Key, string Summary, bool Ready, Waiting? WaitsFor);
