using Portal.Domain.Provisioning;

namespace Portal.Infrastructure.Provisioning;

/// <summary>One intended mutating call, written before it is sent.</summary>
public sealed class OperationRow
{
    public required Guid Id { get; init; }

    public required WorkKind Kind { get; init; }

    public required Guid AggregateId { get; init; }

    public required string StepKey { get; init; }

    public required int Generation { get; init; }

    public required string AccountId { get; init; }

    public required string Region { get; init; }

    /// <summary>The canonical bytes of the <see cref="StepRequest"/>; replayed as they are.</summary>
    public required byte[] Request { get; init; }

    public required string PlanHash { get; init; }

    public OperationOutcome Outcome { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? LastSentAt { get; set; }

    public DateTimeOffset? ResolvedAt { get; set; }

    /// <summary>How the outcome came to be known: a reply, or what was seen later.</summary>
    public string? Resolution { get; set; }

    public string? ResultId { get; set; }

    public Operation ToOperation() =>
        new(Id, new StepKey(StepKey), Generation, Outcome, CreatedAt, LastSentAt, ResolvedAt, ResultId);
}

/// <summary>How one sending ended.</summary>
public enum AttemptOutcome
{
    /// <summary>Handed to the network; no reply was recorded.</summary>
    Unknown,
    Succeeded,
    Refused,

    /// <summary>The lease was too short, and nothing was sent.</summary>
    NotSent,
}

/// <summary>One actual sending of an operation.</summary>
public sealed class AttemptRow
{
    public required Guid Id { get; init; }

    public required Guid OperationId { get; init; }

    public required int Number { get; init; }

    public required long Fence { get; init; }

    public required string Worker { get; init; }

    public DateTimeOffset SentAt { get; init; }

    public DateTimeOffset? RepliedAt { get; set; }

    public AttemptOutcome Outcome { get; set; }

    public string? AwsRequestId { get; set; }

    public string? ErrorCode { get; set; }

    public string? ErrorMessage { get; set; }
}
