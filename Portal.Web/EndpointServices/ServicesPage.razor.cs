using Microsoft.AspNetCore.Components;
using Portal.Domain.Accounts;
using Portal.Domain.EndpointServices;
using Portal.Infrastructure.Connections;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.EndpointServices;
using Portal.Infrastructure.Pages;
using Portal.Web.Lists;

namespace Portal.Web.EndpointServices;

/// <summary>The services of the person's teams; those of all teams for admins and auditors.</summary>
public sealed partial class ServicesPage
{
    [SupplyParameterFromQuery]
    public string? Search { get; set; }

    [SupplyParameterFromQuery]
    public string? Stage { get; set; }

    protected override string ListName => ServiceFile.Name;

    protected override ServicesPageQuery Query => new(Filter, Cursor);

    private EndpointServiceFilter Filter => new(Search, ChosenWords.Read<EndpointServiceStage>(Stage), ListSort.OrderOf(SortedBy));

    // Nobody's service is ever stored as a draft.
    private static IReadOnlyList<EndpointServiceStage> Stages { get; } =
        [.. Enum.GetValues<EndpointServiceStage>().Where(stage => stage != EndpointServiceStage.Draft)];

    private bool SeesAll => Actor?.SeesEverything == true;

    private ConnectionCounts CountsOf(EndpointServiceView service) => Snapshot!.Counts.GetValueOrDefault(service.Id, ConnectionCounts.None);

    private bool Publishes => Actor?.Memberships.Any(membership => membership.Roles.Contains(TeamRole.Provider)) == true;
}
