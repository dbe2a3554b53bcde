using Portal.Infrastructure.Audit;
using Portal.Infrastructure.Connections;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.EndpointServices;
using Portal.Infrastructure.Provisioning;
using Portal.Infrastructure.UnclaimedEndpoints;

namespace Portal.Infrastructure.Pages;

/// <summary>What the page of a service shows; of the provider's side nothing to whoever may not see it.</summary>
/// <param name="Connections">Those that the reader may see.</param>
/// <param name="Operations">The calls that were made for it, oldest first.</param>
/// <param name="Steps">What must still happen.</param>
/// <param name="Teams">Names of the teams that its audiences name, by id.</param>
public sealed record ServicePageSnapshot(
    EndpointServiceView Service, IReadOnlyList<ServiceConnectionView> Connections, bool HasMoreConnections, ConnectionCounts Counts,
    IReadOnlyList<OperationView> Operations, IReadOnlyList<StepSummary> Steps, string? LastError,
    IReadOnlyList<UnclaimedEndpointView> Unclaimed, IReadOnlyList<AuditView> History, IReadOnlyDictionary<Guid, string> Teams);
