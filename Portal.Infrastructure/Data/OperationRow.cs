using Portal.Domain.Audit;
using Portal.Domain.Provisioning;

namespace Portal.Infrastructure.Data;

/// <summary>One intended mutating call, written before it is sent.</summary>
public sealed class OperationRow
{
    public required Guid Id { get; init; }

    public required SubjectKind Kind { get; init; }

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

    /// <summary>When what AWS said yes to was first seen; none while it is waited for.</summary>
    public DateTimeOffset? EffectSeenAt { get; set; }

    /// <param name="sendings">What became of its sendings; none if it was never sent.</param>
    public Operation ToOperation(Sendings? sendings) => new(
        Id, new StepKey(StepKey), Generation, Outcome, CreatedAt, LastSentAt, ResolvedAt, ResultId, sendings?.UnansweredAt,
        // What was found by its tags was made by one of the sendings that nobody heard the answer of.
        sendings is null ? 0 : sendings.Unanswered - (Outcome == OperationOutcome.Succeeded && !sendings.HasSucceeded ? 1 : 0), EffectSeenAt,
        new StoredRequest(Request));
}
