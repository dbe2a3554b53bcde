using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Domain.Accounts;
using Portal.Domain.Audit;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Commands;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Provisioning;

namespace Portal.Jobs.Reconciling;

/// <summary>
/// Writes down again, after a database was restored from a backup, the calls that made what stands in AWS: without them the portal would make it a second time.
/// </summary>
internal sealed class LostCreations(IDbContextFactory<PortalDbContext> contexts, InstallationId installation, TimeProvider clock)
{
    private static readonly Actor Reconciler = Actor.System("reconciler");

    /// <summary>Recalls the creations that objects with the aggregate's tags name, of which the history knows nothing.</summary>
    /// <param name="step">What would be sent for the like of them today.</param>
    /// <param name="found">Objects of the right account, VPC and service, by the operation that their tag names.</param>
    /// <returns>The history with them; the same where the database has lost nothing.</returns>
    public async Task<OperationHistory> RecallAsync(
        WorkItem item, Subject subject, string subjectTag, PlanStep step, AwsScope scope, string planHash,
        IReadOnlyList<(Guid Operation, DateTimeOffset MadeAt)> found, CancellationToken cancellationToken)
    {
        var unknown = found.Where(one => item.History.Operations.All(operation => operation.Id != one.Operation)).OrderBy(one => one.MadeAt).ToList();
        if (unknown.Count == 0)
        {
            return item.History;
        }

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        // Tags can be copied by anybody: only what was made before the database was found to be older than what had been done can have been lost with it.
        var lostUntil = await context.Recoveries.MaxAsync(recovery => (DateTimeOffset?)recovery.BeganAt, cancellationToken);
        unknown = [.. unknown.Where(one => one.MadeAt <= lostUntil + Adoption.ClockSkew)];
        if (unknown.Count == 0)
        {
            return item.History;
        }

        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        _ = await WorkTable.HoldAsync(context, item.Claim, cancellationToken) ?? throw new LeaseLostException();
        var changes = new ChangeSet(context, Reconciler, clock);
        var generation = item.History.Latest(step.Key)?.Generation ?? 0;
        List<OperationRow> rows = [];
        foreach (var (operation, madeAt) in unknown)
        {
            // Without an outcome: what is seen of the object closes it, as with every call whose answer was lost.
            rows.Add(new OperationRow
            {
                Id = operation,
                Kind = item.Claim.Kind,
                AggregateId = item.Claim.Id,
                StepKey = step.Key.Text,
                Generation = ++generation,
                AccountId = scope.AccountId,
                Region = scope.Region,
                Request = CanonicalJson.Bytes(StepRequest.For(step, operation, generation, installation.Value, subjectTag, item.Claim.Id)),
                PlanHash = planHash,
                CreatedAt = madeAt,
                LastSentAt = madeAt,
            });
            changes.Audit(subject, new DomainEvent(
                $"aws.{step.Definition.Name}.recalled", null, OperationOutcome.Open.ToString(), "Found by its tags after the database was restored",
                new Dictionary<string, string?> { ["operationId"] = operation.ToString(), ["step"] = step.Key.Text }));
        }

        context.Operations.AddRange(rows);
        await changes.CommitAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new([.. item.History.Operations, .. rows.Select(row => row.ToOperation(null))]);
    }
}
