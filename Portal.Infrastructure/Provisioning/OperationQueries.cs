using Microsoft.EntityFrameworkCore;
using Portal.Domain.Audit;
using Portal.Infrastructure.Data;

namespace Portal.Infrastructure.Provisioning;

/// <summary>What people read of the calls that the portal made. The caller has checked that the reader may see the aggregate.</summary>
public sealed class OperationQueries(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>All operations of an aggregate, oldest first, each with its attempts.</summary>
    public async Task<IReadOnlyList<OperationView>> ListAsync(SubjectKind kind, Guid id, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await ListAsync(context, kind, id, cancellationToken);
    }

    /// <summary>The same in one command, without the stored requests.</summary>
    internal static async Task<IReadOnlyList<OperationView>> ListAsync(PortalDbContext context, SubjectKind kind, Guid id, CancellationToken cancellationToken)
    {
        var rows = await context.Operations.AsNoTracking().Where(operation => operation.Kind == kind && operation.AggregateId == id)
            .OrderBy(operation => operation.CreatedAt).ThenBy(operation => operation.Id)
            .Select(operation => new
            {
                Shown = new OperationView(
                    operation.Id, operation.StepKey, operation.Generation, operation.AccountId, operation.Region, operation.Outcome, operation.Resolution,
                    operation.ResultId, operation.CreatedAt, operation.ResolvedAt, Array.Empty<AttemptView>(), (string)(object)operation.Outcome),
                Attempts = context.Attempts.Where(attempt => attempt.OperationId == operation.Id).OrderBy(attempt => attempt.Number)
                    .Select(attempt => new AttemptView(
                        attempt.Number, attempt.SentAt, attempt.RepliedAt, attempt.Outcome, attempt.AwsRequestId, attempt.ErrorCode, attempt.ErrorMessage,
                        (string)(object)attempt.Outcome)).ToList(),
            }).ToListAsync(cancellationToken);
        return [.. rows.Select(row => row.Shown.Known(row.Attempts))];
    }
}

/// <summary>One sending of it.</summary>
/// <param name="OutcomeText">The outcome as a newer version of the portal has stored it; none where this one knows it.</param>
public sealed record AttemptView(
    int Number, DateTimeOffset SentAt, DateTimeOffset? RepliedAt, AttemptOutcome Outcome,
    string? AwsRequestId, string? ErrorCode, string? ErrorMessage, string? OutcomeText = null);
