using Portal.Infrastructure.Accounts;
using Portal.Infrastructure.Audit;
using Portal.Infrastructure.Connections;
using Portal.Infrastructure.EndpointServices;
using Portal.Infrastructure.Reviews;
using Portal.Infrastructure.UnclaimedEndpoints;

namespace Portal.Infrastructure.Pages;

/// <summary>What the first page is made of.</summary>
/// <param name="Reviews">Those that the reader can decide.</param>
/// <param name="Unclaimed">Endpoints that knock on the reader's services and wait for their word.</param>
/// <param name="Accounts">Accounts of the reader's teams into which the portal does not get, or where it lacks permissions.</param>
/// <param name="Subjects">What the subjects of the recent lines are called, by their ids.</param>
/// <param name="IsPartial">Whether there is more than was looked at.</param>
public sealed record HomePageSnapshot(
    ConnectionNumbers Numbers, IReadOnlyList<ReviewView> Reviews, IReadOnlyList<ConnectionView> Connections, IReadOnlyList<EndpointServiceView> Services,
    IReadOnlyList<UnclaimedEndpointView> Unclaimed, IReadOnlyList<AccountView> Accounts, IReadOnlyList<AuditView> Recent,
    IReadOnlyDictionary<string, string> Subjects, bool IsPartial);
