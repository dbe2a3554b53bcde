using Portal.Domain.Provisioning;

namespace Portal.Infrastructure.Provisioning;

/// <summary>An intended call as people read it.</summary>
/// <param name="OutcomeText">The outcome as a newer version of the portal has stored it; none where this one knows it.</param>
public sealed record OperationView(
    Guid Id, string Step, int Generation, string AccountId, string Region, OperationOutcome Outcome, string? Resolution,
    string? ResultId, DateTimeOffset CreatedAt, DateTimeOffset? ResolvedAt, IReadOnlyList<AttemptView> Attempts, string? OutcomeText = null)
{
    /// <summary>With its sendings; outcomes stand there as text only where this version does not know them.</summary>
    internal OperationView Known(IReadOnlyList<AttemptView> attempts) => this with
    {
        OutcomeText = Outcome == OperationOutcome.Unknown ? OutcomeText : null,
        // That nobody knows one is an outcome, too.
        Attempts = [.. attempts.Select(attempt => attempt.OutcomeText == attempt.Outcome.ToString() ? attempt with { OutcomeText = null } : attempt)],
    };

    /// <summary>The same without AWS's own messages, which may name what is in the account.</summary>
    public OperationView WithoutWords() => this with { Attempts = [.. Attempts.Select(attempt => attempt with { ErrorMessage = null })] };
}
