using Microsoft.EntityFrameworkCore;
using Portal.Domain.Audit;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Data;

namespace Portal.Infrastructure.Provisioning;

/// <summary>Calls of an aggregate whose outcome nobody knows: at its end they are closed, since nobody looks for it any more.</summary>
public static class OpenOperations
{
    /// <param name="because">Why nothing more will be known of them, for the history.</param>
    public static Task CloseAsync(
        PortalDbContext context, SubjectKind kind, Guid id, string because, DateTimeOffset now, CancellationToken cancellationToken) =>
        context.Operations.Where(row => row.Kind == kind && row.AggregateId == id && row.Outcome == OperationOutcome.Open)
            .ExecuteUpdateAsync(
                row => row.SetProperty(one => one.Outcome, OperationOutcome.Lapsed).SetProperty(one => one.ResolvedAt, now)
                    .SetProperty(one => one.Resolution, because), cancellationToken);
}
