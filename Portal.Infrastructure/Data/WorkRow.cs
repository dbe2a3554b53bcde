using Portal.Domain.Audit;

namespace Portal.Infrastructure.Data;

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
