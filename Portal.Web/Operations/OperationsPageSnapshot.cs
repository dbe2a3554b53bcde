using Portal.Infrastructure.Provisioning;

namespace Portal.Web.Operations;

/// <summary>What the page of operations shows.</summary>
/// <param name="Work">None for whoever may not see it.</param>
public sealed record OperationsPageSnapshot(WorkOverview? Work, IReadOnlyList<WorkerView> Servers);
