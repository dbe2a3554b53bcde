using Microsoft.AspNetCore.Components;
using Portal.Domain.Accounts;
using Portal.Domain.Audit;
using Portal.Domain.EndpointServices;
using Portal.Infrastructure.Changes;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.EndpointServices;

namespace Portal.Web.EndpointServices;

/// <summary>Where consumers find what they can connect to.</summary>
public sealed partial class CataloguePage
{
    private const int CardsAtOnce = 24;

    [Inject]
    public required EndpointServiceQueries Services { get; init; }

    [SupplyParameterFromQuery]
    public string? Search { get; set; }

    [SupplyParameterFromQuery]
    public string? Cursor { get; set; }

    protected override string SnapshotKey => $"catalogue?{Search}&{Cursor}";

    protected override bool Concerns(Change change) => change.Kind == SubjectKind.Service;

    protected override Task<Page<EndpointServiceView>> ReadAsync(Actor actor, CancellationToken cancellationToken) =>
        Services.ListAsync(actor, Search, Cursor, CardsAtOnce, cancellationToken);

    private bool CanRequest(EndpointServiceView service) =>
        service is { Stage: EndpointServiceStage.Available, Unreadable: null } && Actor?.Memberships.Any(membership => membership.Roles.Contains(TeamRole.Consumer)) == true;
}
