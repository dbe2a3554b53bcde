using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Domain.Accounts;
using Portal.Domain.Audit;
using Portal.Domain.Provisioning;
using Portal.Infrastructure.Data;

namespace Portal.Infrastructure.Provisioning;

/// <summary>What network admins read of the portal's own work.</summary>
public sealed class WorkQueries(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>How many rows of each kind are shown; beside them stands how many there are.</summary>
    public const int Most = 50;

    /// <exception cref="AccessRefusedException">The actor is no network admin.</exception>
    public async Task<WorkOverview> ReadAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.IsNetworkAdmin)
        {
            throw new AccessRefusedException("Only network admins see the portal's own work.");
        }

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var now = await WorkTable.NowAsync(context, cancellationToken);
        var late = now - ScopeTable.EnqueuedLife;
        var work = context.Work.AsNoTracking();
        var overdue = work.Where(row => row.DueAt <= late && (row.LeaseUntil == null || row.LeaseUntil <= now));
        var held = await LinesAsync(work.Where(row => row.LeaseUntil > now).OrderBy(row => row.LeaseOwner), cancellationToken);
        var next = await LinesAsync(work.Where(row => row.DueAt > late).OrderBy(row => row.DueAt), cancellationToken);
        var stale = await LinesAsync(overdue.OrderBy(row => row.DueAt), cancellationToken);
        var blocked = await LinesAsync(
            context.Work.FromSql($"select * from work where conditions ? 'blocked' order by conditions->>'blockedAt', id limit {Most}"), cancellationToken);
        var open = await context.Operations.Where(operation => operation.Outcome == OperationOutcome.Open && operation.LastSentAt != null)
            .OrderBy(operation => operation.LastSentAt).Take(Most)
            .Select(operation => new { operation.Id, operation.Kind, operation.AggregateId, operation.StepKey, operation.AccountId, operation.LastSentAt })
            .ToListAsync(cancellationToken);
        List<WorkLine> all = [.. held, .. next, .. stale, .. blocked];
        var names = await SubjectNames.ReadAsync(
            context, [.. all.Select(row => row.Id), .. open.Select(operation => operation.AggregateId)], cancellationToken);
        var kinds = await KindsAsync(context, all, cancellationToken);
        return new(
            now, await overdue.CountAsync(cancellationToken), await work.CountAsync(row => row.DueAt > late, cancellationToken),
            View(stale, names, kinds), View(next, names, kinds), View(held, names, kinds), View(blocked, names, kinds),
            [.. open.Select(operation => new UnresolvedOperationView(
                operation.Id, operation.Kind, operation.AggregateId, names.GetValueOrDefault(operation.AggregateId, "gone"), operation.StepKey,
                operation.AccountId, operation.LastSentAt!.Value))]);
    }

    /// <summary>What AWS said last is not shown, and not read.</summary>
    private static async Task<IReadOnlyList<WorkLine>> LinesAsync(IQueryable<WorkRow> rows, CancellationToken cancellationToken) =>
        await rows.Take(Most).Select(row => new WorkLine(row.Kind, row.Id, row.DueAt, row.LeaseOwner, row.LeaseUntil, row.ObservedAt, row.Conditions))
            .AsNoTracking().ToListAsync(cancellationToken);

    /// <summary>The kinds that only a newer version of the portal knows.</summary>
    private static async Task<IReadOnlyDictionary<Guid, string>> KindsAsync(
        PortalDbContext context, IReadOnlyList<WorkLine> rows, CancellationToken cancellationToken)
    {
        var ids = rows.Where(row => row.Kind == SubjectKind.Unknown).Select(row => row.Id).Distinct().ToArray();
        var texts = ids.Length == 0 ? [] : await context.Work.WhereIs(row => row.Kind, SubjectKind.Unknown).Where(row => ids.Contains(row.Id))
            .Select(row => new { row.Id, Text = (string)(object)row.Kind }).ToListAsync(cancellationToken);
        return texts.GroupBy(row => row.Id).ToDictionary(same => same.Key, same => string.Join(", ", same.Select(row => row.Text)));
    }

    private static IReadOnlyList<WorkItemView> View(
        IReadOnlyList<WorkLine> rows, IReadOnlyDictionary<Guid, string> names, IReadOnlyDictionary<Guid, string> kinds) =>
        [.. rows.Select(row => new WorkItemView(
            row.Kind, row.Id, names.GetValueOrDefault(row.Id, "gone"), row.DueAt, row.LeaseOwner, row.LeaseUntil, row.ObservedAt,
            row.Conditions.Failures, row.Conditions.LastError, BlockedView.Of(row.Conditions),
            row.Kind == SubjectKind.Unknown ? kinds.GetValueOrDefault(row.Id) : null))];

    private sealed record WorkLine(
        SubjectKind Kind, Guid Id, DateTimeOffset? DueAt, string? LeaseOwner, DateTimeOffset? LeaseUntil, DateTimeOffset? ObservedAt,
        WorkConditions Conditions);
}

/// <summary>A call of which nobody knows what came.</summary>
public sealed record UnresolvedOperationView(Guid Id, SubjectKind Kind, Guid AggregateId, string Name, string Step, string AccountId, DateTimeOffset SentAt);
