using Microsoft.AspNetCore.Components;
using Portal.Domain;
using Portal.Domain.Accounts;
using Portal.Domain.EndpointServices;
using Portal.Infrastructure.Pages;

namespace Portal.Web.EndpointServices;

/// <summary>The services of the person's teams; those of all teams for admins and auditors.</summary>
public sealed partial class ServicesPage
{
    [SupplyParameterFromQuery]
    public string? Search { get; set; }

    [SupplyParameterFromQuery]
    public string? Stage { get; set; }

    [SupplyParameterFromQuery]
    public string? Cursor { get; set; }

    protected override ServicesPageQuery Query => new(Search, WantedStage, Cursor);

    // Nobody's service is ever stored as a draft.
    private static IReadOnlyList<EndpointServiceStage> Stages { get; } =
        [.. Enum.GetValues<EndpointServiceStage>().Where(stage => stage != EndpointServiceStage.Draft)];

    private EndpointServiceStage? WantedStage => EnumWords.Read<EndpointServiceStage>(Stage);

    private bool IsFiltered => !string.IsNullOrWhiteSpace(Search) || WantedStage is not null || Cursor is not null;

    private bool SeesAll => Actor?.SeesEverything == true;

    private bool Publishes => Actor?.Memberships.Any(membership => membership.Roles.Contains(TeamRole.Provider)) == true;
}
