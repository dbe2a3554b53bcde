using Microsoft.AspNetCore.Components;
using MudBlazor;
using Portal.Infrastructure.Data;
using Portal.Infrastructure.People;
using Portal.Web.Shared;

namespace Portal.Web.Teams;

/// <summary>Where a network admin names a team: a new one, or one that there is.</summary>
public sealed partial class TeamDialog
{
    private string? _name;

    [CascadingParameter]
    public required IMudDialogInstance Dialog { get; set; }

    /// <summary>The team to be renamed; none for a new one.</summary>
    [Parameter]
    public TeamDetailsView? Changed { get; set; }

    [Inject]
    public required TeamCommands Commands { get; init; }

    protected override void OnInitialized() => _name = Changed?.Name;

    private async Task SendAsync()
    {
        Receipt? receipt = null;
        if (await RunAsync(async actor => receipt = Changed is { } team
            ? await Commands.RenameAsync(actor, team.Id, team.Version, new(_name), LifetimeToken)
            : await Commands.MakeAsync(actor, new(_name), null, LifetimeToken)))
        {
            Dialog.Close(DialogResult.Ok(receipt!.Id));
        }
    }
}
