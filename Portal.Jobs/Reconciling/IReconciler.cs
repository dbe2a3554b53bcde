using Portal.Domain.Audit;
using Portal.Infrastructure.Provisioning;

namespace Portal.Jobs.Reconciling;

/// <summary>What is particular to one kind of aggregate: how to look at it, and what a look means for it.</summary>
internal interface IReconciler
{
    SubjectKind Kind { get; }

    /// <summary>Observes and plans; changes nothing.</summary>
    /// <param name="before">What was known at the claim.</param>
    /// <returns>None when there is nothing to look after.</returns>
    Task<Situation?> LookAsync(Guid id, WorkConditions before, CancellationToken cancellationToken);
}
