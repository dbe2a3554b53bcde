using Portal.Domain.Audit;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Provisioning;

namespace Portal.Jobs.Reconciling;

/// <summary>
/// What is particular to one kind of aggregate: how its state is loaded, how AWS is asked about many of them at once, and what the answer means for one.
/// </summary>
internal interface IReconciler
{
    SubjectKind Kind { get; }

    /// <summary>Makes items of claimed work, without reading the aggregates.</summary>
    WorkItem Begin(Claim claim, WorkRow work);

    /// <summary>Reads the aggregates, by as few statements as there are kinds of row.</summary>
    Task LoadAsync(PortalDbContext context, IReadOnlyCollection<WorkItem> items, CancellationToken cancellationToken);

    /// <summary>Asks AWS about what is stale of the items, in as few calls as it allows.</summary>
    /// <param name="now">The database's clock.</param>
    Task ObserveAsync(IReadOnlyCollection<WorkItem> items, RoundReads reads, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Plans by what was observed.</summary>
    ReconcileContext Plan(WorkItem item);
}
