using Microsoft.EntityFrameworkCore;
using Portal.Domain.Audit;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Data;

namespace Portal.Infrastructure.Provisioning;

/// <summary>What people read of the calls that the portal made. The caller has checked that the reader may see the aggregate.</summary>
public sealed class OperationQueries(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>All operations of an aggregate, oldest first, each with its attempts.</summary>
    public async Task<IReadOnlyList<OperationView>> ListAsync(SubjectKind kind, Guid id, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var operations = await context.Operations.AsNoTracking().Where(operation => operation.Kind == kind && operation.AggregateId == id)
            .OrderBy(operation => operation.CreatedAt).ThenBy(operation => operation.Id).ToListAsync(cancellationToken);
        var ids = operations.Select(operation => operation.Id).ToArray();
        var attempts = await context.Attempts.AsNoTracking().Where(attempt => ids.Contains(attempt.OperationId)).OrderBy(attempt => attempt.Number).ToListAsync(cancellationToken);
        var unknown = await UnreadableParts.OutcomesAsync(context, operations, cancellationToken);
        var unknownAttempts = await UnreadableParts.OutcomesAsync(context, attempts, cancellationToken);
        return [.. operations.Select(operation => new OperationView(
            operation.Id, operation.StepKey, operation.Generation, operation.AccountId, operation.Region, operation.Outcome, operation.Resolution,
            operation.ResultId, operation.CreatedAt, operation.ResolvedAt,
            [.. attempts.Where(attempt => attempt.OperationId == operation.Id).Select(attempt => new AttemptView(
                attempt.Number, attempt.SentAt, attempt.RepliedAt, attempt.Outcome, attempt.AwsRequestId, attempt.ErrorCode, attempt.ErrorMessage, unknownAttempts.GetValueOrDefault(attempt.Id)))],
            unknown.GetValueOrDefault(operation.Id)))];
    }
}

/// <summary>An intended call as people read it.</summary>
/// <param name="OutcomeText">The outcome as a newer version of the portal has stored it; none where this one knows it.</param>
public sealed record OperationView(
    Guid Id, string Step, int Generation, string AccountId, string Region, OperationOutcome Outcome, string? Resolution,
    string? ResultId, DateTimeOffset CreatedAt, DateTimeOffset? ResolvedAt, IReadOnlyList<AttemptView> Attempts, string? OutcomeText = null)
{
    /// <summary>The same without AWS's own messages, which may name what is in the account.</summary>
    public OperationView WithoutWords() => this with { Attempts = [.. Attempts.Select(attempt => attempt with { ErrorMessage = null })] };
}

/// <summary>One sending of it.</summary>
/// <param name="OutcomeText">The outcome as a newer version of the portal has stored it; none where this one knows it.</param>
public sealed record AttemptView(
    int Number, DateTimeOffset SentAt, DateTimeOffset? RepliedAt, AttemptOutcome Outcome, string? AwsRequestId, string? ErrorCode, string? ErrorMessage, string? OutcomeText = null);
