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

/// <summary>One sending of it.</summary>
/// <param name="OutcomeText">The outcome as a newer version of the portal has stored it; none where this one knows it.</param>
public sealed record AttemptView(
    int Number, DateTimeOffset SentAt, DateTimeOffset? RepliedAt, AttemptOutcome Outcome,
    string? AwsRequestId, string? ErrorCode, string? ErrorMessage, string? OutcomeText = null);
