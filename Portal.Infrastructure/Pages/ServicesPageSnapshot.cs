using Portal.Infrastructure.Connections;
using Portal.Infrastructure.EndpointServices;

namespace Portal.Infrastructure.Pages;

/// <summary>What the page of services shows.</summary>
public sealed record ServicesPageSnapshot(IReadOnlyList<EndpointServiceView> Services, string? Next, IReadOnlyDictionary<Guid, ConnectionCounts> Counts);
