using Portal.Infrastructure.Audit;
using Portal.Infrastructure.Connections;
using Portal.Infrastructure.EndpointServices;
using Portal.Infrastructure.Reviews;

namespace Portal.Infrastructure.Pages;

/// <summary>What the first page is made of.</summary>
/// <param name="Reviews">Those that the reader can decide.</param>
/// <param name="IsPartial">Whether there is more than was looked at.</param>
public sealed record HomePageSnapshot(
    IReadOnlyList<ReviewView> Reviews, IReadOnlyList<ConnectionView> Connections, IReadOnlyList<EndpointServiceView> Services,
    IReadOnlyList<AuditView> Recent, bool IsPartial);
