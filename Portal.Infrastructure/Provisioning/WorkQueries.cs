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
        var overdue = await FirstAsync(
            work.Where(row => row.DueAt <= late && (row.LeaseUntil == null || row.LeaseUntil <= now)).OrderBy(row => row.DueAt), cancellationToken);
        var held = await FirstAsync(work.Where(row => row.LeaseUntil > now).OrderBy(row => row.LeaseOwner), cancellationToken);
        var next = await FirstAsync(work.Where(row => row.DueAt > late).OrderBy(row => row.DueAt), cancellationToken);
        // Behind the partial index; the order is inside, where the limit is too.
        var blocked = await FirstAsync(
            context.Work.FromSql($"select * from work where conditions ? 'blocked' order by conditions->>'blockedAt', id limit {Most}"),
            Blocked(context).OrderBy(row => row.Id), cancellationToken);
        var unresolved = context.Operations.Where(operation => operation.Outcome == OperationOutcome.Open && operation.LastSentAt != null);
        var open = await unresolved.OrderBy(operation => operation.LastSentAt).Take(Most)
            .Select(operation => new { operation.Id, operation.Kind, operation.AggregateId, operation.StepKey, operation.AccountId, operation.LastSentAt })
            .ToListAsync(cancellationToken);
        List<WorkLine> all = [.. held.Items, .. next.Items, .. overdue.Items, .. blocked.Items];
        var names = await SubjectNames.ReadAsync(
            context, [.. all.Select(row => row.Id), .. open.Select(operation => operation.AggregateId)], cancellationToken);
        var kinds = await KindsAsync(context, all, cancellationToken);
        return new(
            now, View(overdue, names, kinds), View(next, names, kinds), View(held, names, kinds), View(blocked, names, kinds),
            new(
                [.. open.Select(operation => new UnresolvedOperationView(
                    operation.Id, operation.Kind, operation.AggregateId, names.GetValueOrDefault(operation.AggregateId, "gone"), operation.StepKey,
                    operation.AccountId, operation.LastSentAt!.Value))],
                await CountAsync(unresolved.OrderBy(operation => operation.LastSentAt), cancellationToken)));
    }

    /// <summary>What cannot go on until a person acts; a partial index finds it among all that rests.</summary>
    internal static IQueryable<WorkRow> Blocked(PortalDbContext context) => context.Work.FromSql($"select * from work where conditions ? 'blocked'");

    /// <summary>What AWS said last is not shown, and not read.</summary>
    private static Task<FirstOf<WorkLine>> FirstAsync(IOrderedQueryable<WorkRow> rows, CancellationToken cancellationToken) =>
        FirstAsync(rows.Take(Most), rows, cancellationToken);

    private static async Task<FirstOf<WorkLine>> FirstAsync(IQueryable<WorkRow> first, IQueryable<WorkRow> all, CancellationToken cancellationToken) =>
        new(
            await first.Select(row => new WorkLine(row.Kind, row.Id, row.DueAt, row.LeaseOwner, row.LeaseUntil, row.ObservedAt, row.Conditions))
                .AsNoTracking().ToListAsync(cancellationToken),
            await CountAsync(all, cancellationToken));

    private static async Task<CappedCount> CountAsync<T>(IQueryable<T> rows, CancellationToken cancellationToken) =>
        new(await rows.Take(CappedCount.Most + 1).CountAsync(cancellationToken));

    /// <summary>The kinds that only a newer version of the portal knows.</summary>
    private static async Task<IReadOnlyDictionary<Guid, string>> KindsAsync(
        PortalDbContext context, IReadOnlyList<WorkLine> rows, CancellationToken cancellationToken)
    {
        var ids = rows.Where(row => row.Kind == SubjectKind.Unknown).Select(row => row.Id).Distinct().ToArray();
        var texts = ids.Length == 0 ? [] : await context.Work.WhereIs(row => row.Kind, SubjectKind.Unknown).Where(row => ids.Contains(row.Id))
            .Select(row => new { row.Id, Text = (string)(object)row.Kind }).ToListAsync(cancellationToken);
        return texts.GroupBy(row => row.Id).ToDictionary(same => same.Key, same => string.Join(", ", same.Select(row => row.Text)));
    }

    private static FirstOf<WorkItemView> View(
        FirstOf<WorkLine> rows, IReadOnlyDictionary<Guid, string> names, IReadOnlyDictionary<Guid, string> kinds) =>
        new(
            [.. rows.Items.Select(row => new WorkItemView(
                row.Kind, row.Id, names.GetValueOrDefault(row.Id, "gone"), row.DueAt, row.LeaseOwner, row.LeaseUntil, row.ObservedAt,
                row.Conditions.Failures, row.Conditions.LastError, BlockedView.Of(row.Conditions),
                row.Kind == SubjectKind.Unknown ? kinds.GetValueOrDefault(row.Id) : null))],
            rows.Count);

    private sealed record WorkLine(
        SubjectKind Kind, Guid Id, DateTimeOffset? DueAt, string? LeaseOwner, DateTimeOffset? LeaseUntil, DateTimeOffset? ObservedAt,
        WorkConditions Conditions);
}

/// <summary>A call of which nobody knows what came.</summary>
public sealed record UnresolvedOperationView(Guid Id, SubjectKind Kind, Guid AggregateId, string Name, string Step, string AccountId, DateTimeOffset SentAt);
