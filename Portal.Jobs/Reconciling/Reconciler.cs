using Portal.Domain.Audit;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Provisioning;

namespace Portal.Jobs.Reconciling;

/// <summary>A reconciler of one kind of item.</summary>
internal abstract class Reconciler<TItem> : IReconciler
    where TItem : WorkItem
{
    public abstract SubjectKind Kind { get; }

    public abstract WorkItem Begin(Claim claim, WorkRow work);

    public Task LoadAsync(PortalDbContext context, IReadOnlyCollection<WorkItem> items, CancellationToken cancellationToken) =>
        LoadAsync(context, Typed(items), cancellationToken);

    public Task ObserveAsync(IReadOnlyCollection<WorkItem> items, RoundReads reads, DateTimeOffset now, CancellationToken cancellationToken) =>
        ObserveAsync(Typed(items), reads, now, cancellationToken);

    public ReconcileContext Plan(WorkItem item) => Plan((TItem)item);

    protected abstract Task LoadAsync(PortalDbContext context, IReadOnlyList<TItem> items, CancellationToken cancellationToken);

    protected abstract Task ObserveAsync(IReadOnlyList<TItem> items, RoundReads reads, DateTimeOffset now, CancellationToken cancellationToken);

    protected abstract ReconcileContext Plan(TItem item);

    private static IReadOnlyList<TItem> Typed(IReadOnlyCollection<WorkItem> items) => [.. items.Cast<TItem>()];
}
