namespace Portal.Infrastructure.Data;

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
