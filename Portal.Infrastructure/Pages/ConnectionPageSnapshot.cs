using Portal.Infrastructure.Audit;
using Portal.Infrastructure.Connections;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.Provisioning;
using Portal.Infrastructure.Reviews;

namespace Portal.Infrastructure.Pages;

/// <summary>What the page of a connection shows.</summary>
/// <param name="Service">None when the reader may not see the service.</param>
/// <param name="Operations">The calls that were made for it, oldest first.</param>
/// <param name="Steps">What must still happen.</param>
/// <param name="Review">The round that is open, or the last one.</param>
public sealed record ConnectionPageSnapshot(
    ConnectionView Connection, ConnectedServiceView? Service, IReadOnlyList<OperationView> Operations, IReadOnlyList<StepSummary> Steps, string? LastError,
    ReviewProgress? Review, IReadOnlyList<AuditView> History);
