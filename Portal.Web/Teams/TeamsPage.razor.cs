using Microsoft.AspNetCore.Components;
using MudBlazor;
using Portal.Domain;
using Portal.Infrastructure.Pages;
using Portal.Web.Routing;
using Portal.Web.Shared;

namespace Portal.Web.Teams;

/// <summary>The teams that a person may see.</summary>
public sealed partial class TeamsPage
{
    [SupplyParameterFromQuery]
    public string? Search { get; set; }

    [SupplyParameterFromQuery]
    public string? State { get; set; }

    [SupplyParameterFromQuery]
    public string? Cursor { get; set; }

    [Inject]
    public required IDialogService Dialogs { get; init; }

    protected override TeamsPageQuery Query => new(Search, Wanted == TeamState.Closed, Cursor);

    private TeamState? Wanted => EnumWords.Read<TeamState>(State);

    private bool IsFiltered => !string.IsNullOrWhiteSpace(Search) || Wanted is not null || Cursor is not null;

    private bool SeesAll => Actor?.SeesEverything == true;

    private bool IsAdmin => Actor?.IsNetworkAdmin == true;

    private async Task MakeAsync()
    {
        var shown = await Dialogs.ShowAsync<TeamDialog>("Make a team", Confirmation.Wide);
        if (await shown.Result is { Canceled: false, Data: Guid id })
        {
            Navigation.NavigateTo(PortalUrls.Team(id));
        }
    }
}
