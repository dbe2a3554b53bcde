using Portal.Infrastructure.Provisioning;
using Portal.Infrastructure.Recovery;

namespace Portal.Web.Operations;

/// <summary>What the page of operations shows.</summary>
/// <param name="Work">None for whoever may not see it.</param>
/// <param name="Recovery">None while the portal may change things in AWS.</param>
public sealed record OperationsPageSnapshot(WorkOverview? Work, IReadOnlyList<WorkerView> Servers, RecoveryState? Recovery = null);
