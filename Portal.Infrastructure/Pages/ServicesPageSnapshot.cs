using Portal.Infrastructure.Connections;
using Portal.Infrastructure.EndpointServices;
using Portal.Infrastructure.Provisioning;

namespace Portal.Infrastructure.Pages;

/// <summary>What the page of services shows.</summary>
public sealed record ServicesPageSnapshot(
    IReadOnlyList<EndpointServiceView> Services, string? Next, CappedCount Total, IReadOnlyDictionary<Guid, ConnectionCounts> Counts);
