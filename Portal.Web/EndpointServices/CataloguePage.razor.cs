using Microsoft.AspNetCore.Components;
using Portal.Domain.Accounts;
using Portal.Domain.EndpointServices;
using Portal.Infrastructure.EndpointServices;
using Portal.Infrastructure.Pages;

namespace Portal.Web.EndpointServices;

/// <summary>Where consumers find what they can connect to.</summary>
public sealed partial class CataloguePage
{
    [SupplyParameterFromQuery]
    public string? Search { get; set; }

    [SupplyParameterFromQuery]
    public string? Cursor { get; set; }

    protected override CataloguePageQuery Query => new(Search, Cursor);

    private bool CanRequest(EndpointServiceView service) =>
        service is { Stage: EndpointServiceStage.Available, Unreadable: null }
        && Actor?.Memberships.Any(membership => membership.Roles.Contains(TeamRole.Consumer)) == true;
}
