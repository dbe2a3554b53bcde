using Microsoft.AspNetCore.Components;
using Portal.Infrastructure.Pages;
using Portal.Infrastructure.People;
using Portal.Web.Routing;

namespace Portal.Web.Teams;

/// <summary>A team: who is in it, who is invited, and into whose accounts it may request.</summary>
public sealed partial class TeamPage
{
    [Parameter]
    public Guid Id { get; set; }

    [SupplyParameterFromQuery]
    public string? Cursor { get; set; }

    protected override TeamPageQuery Query => new(Id, Cursor);

    private static IReadOnlyList<(string, string)> Crumbs => [("Teams", PortalUrls.Teams)];

    private TeamDetailsView View => Snapshot!.Team;

    private bool IsAdmin => Actor?.IsNetworkAdmin == true;

    private bool SeesAll => Actor?.SeesEverything == true;
}
