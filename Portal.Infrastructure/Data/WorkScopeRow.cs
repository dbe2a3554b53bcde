namespace Portal.Infrastructure.Data;

/// <summary>One account in one region as a unit of work: which job is at it, and whether AWS answers there. All times are the database's.</summary>
public sealed class WorkScopeRow
{
    public required string AccountId { get; init; }

    public required string Region { get; init; }

    /// <summary>Rises with every job that takes the scope.</summary>
    public long Fence { get; set; }

    public string? LeaseOwner { get; set; }

    public DateTimeOffset? LeaseUntil { get; set; }

    /// <summary>Until when a job is believed to be in the queue.</summary>
    public DateTimeOffset? EnqueuedUntil { get; set; }

    /// <summary>When what rests in the scope is observed again, all of it together.</summary>
    public DateTimeOffset? ResyncAt { get; set; }

    /// <summary>Calls in a row to which AWS gave no answer here.</summary>
    public int Failures { get; set; }

    /// <summary>Until when nobody asks AWS here, after it did not answer.</summary>
    public DateTimeOffset? ClosedUntil { get; set; }
}
