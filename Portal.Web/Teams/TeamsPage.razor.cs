using Microsoft.AspNetCore.Components;
using MudBlazor;
using Portal.Domain;
using Portal.Infrastructure.Pages;
using Portal.Web.Lists;
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

    [Inject]
    public required IDialogService Dialogs { get; init; }

    protected override string ListName => TeamFile.Name;

    protected override TeamsPageQuery Query => new(Search, Wanted == TeamState.Closed, ListSort.OrderOf(SortedBy), Cursor);

    private TeamState? Wanted => EnumWords.Read<TeamState>(State);

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
